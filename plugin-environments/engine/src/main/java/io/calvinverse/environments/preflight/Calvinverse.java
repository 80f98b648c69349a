package io.calvinverse.environments.preflight;

/**
 * What the images of Calvinverse read from Consul and Vault, taken from the recipes and templates of its resource
 * repositories. Several of these are read by code and shipped by no repository, or granted by no policy, so that an
 * environment set up by its guide never becomes ready; that is why they are checked.
 */
final class Calvinverse {
    private Calvinverse() {}

    /** Keys below the prefix. */
    static final Needs KEYS = new Needs("""
            environment/directory/name:                              controller artefacts
            environment/directory/endpoints/mainhost:                artefacts
            environment/directory/initialized:                       controller artefacts queue
            environment/directory/users/bindcn:                      controller artefacts queue
            environment/directory/users/builds/agent:                controller agents
            environment/directory/filter/users/getuser:              artefacts
            environment/directory/query/lookupbase:                  artefacts
            environment/directory/query/users/lookupbase:            artefacts queue
            environment/directory/query/groups/lookupbase:           artefacts queue
            environment/directory/query/groups/builds/administrators: controller
            environment/directory/query/groups/builds/agent:         controller
            environment/directory/query/groups/artefacts/administrators: artefacts
            environment/directory/query/groups/artefacts/developers: artefacts
            environment/directory/query/groups/artefacts/buildserver: artefacts
            environment/directory/query/groups/queue/administrators: queue
            environment/mail/smtp/host:                              controller artefacts
            environment/mail/suffix:                                 controller queue
            services/builds/protocols/http/host:                     controller agents
            services/builds/protocols/http/port:                     controller agents
            services/builds/protocols/http/virtualdirectory:         controller agents
            services/builds/url/proxy:                               controller
            services/queue/builds/vhost:                             controller
            services/queue/protocols/http/host:                      controller queue
            services/queue/protocols/http/port:                      controller queue
            services/queue/protocols/amqp/host:                      linux controller logs
            services/queue/protocols/amqp/port:                      linux controller logs
            services/queue/protocols/mqtt/host:                      windows
            services/queue/protocols/mqtt/port:                      windows
            services/queue/logs/syslog/vhost:                        linux logs
            services/queue/logs/syslog/queue:                        linux logs
            services/queue/logs/syslog/exchange:                     linux
            services/queue/logs/file/vhost:                          logs
            services/queue/logs/builds/vhost:                        controller logs
            services/queue/logs/builds/queue:                        controller logs
            services/queue/logs/filelog/vhost:                       windows
            services/queue/logs/filelog/queue:                       windows
            services/queue/logs/eventlog/vhost:                      windows
            services/queue/logs/eventlog/queue:                      windows
            services/secrets/protocols/http/host:                    linux windows controller
            services/secrets/protocols/http/port:                    linux windows controller
            services/consul/datacenter:                              linux windows controller
            services/consul/domain:                                  linux windows controller agents
            services/metrics/protocols/http/host:                    linux windows
            services/metrics/protocols/http/port:                    linux windows
            services/metrics/databases/system:                       linux windows
            services/metrics/databases/services:                     linux windows
            services/metrics/databases/statsd:                       linux windows
            services/documents/protocols/http/host:                  logs
            services/documents/protocols/http/port:                  logs
            services/backups/protocols/read/host:                    backup
            services/backups/protocols/write/host:                   backup
            services/nexus/restore/datacenter:                       backup
            services/nexus/restore/environment:                      backup
            build/buildserver.environment.pre.props:                 agents
            build/buildserver.environment.post.props:                agents
            build/buildserver.environment.shared.pre.props:          agents
            build/buildserver.environment.shared.post.props:         agents
            """);

    /** Below which at least one key must be. */
    static final Needs FAMILIES = new Needs("""
            environment/directory/endpoints/hosts/: controller queue
            services/logs/filters/:                 logs
            """);

    /** Secrets, each read with the token of the consumers' machines. */
    static final Needs SECRETS = new Needs("""
            secret/environment/directory/users/bind:         controller artefacts
            secret/environment/directory/users/build/agent:  agents
            secret/services/queue/users/build/triggers:      controller
            secret/services/queue/users/build/logs:          controller
            """);

    /** The same, as the machines of generation A need them. */
    static final Needs SECRETS_A = new Needs("""
            rabbitmq/creds/write.vhost.logs.syslog: linux
            rabbitmq/creds/write.vhost.logs.file:   windows
            """);

    /** The same, as the machines of generation B need them. */
    static final Needs SECRETS_B = new Needs("""
            secret/services/queue/users/logs/syslog:    linux
            secret/services/queue/users/logs/filelog:   windows
            secret/services/queue/users/logs/eventlog:  windows
            secret/services/metrics/users/system:       linux windows
            secret/services/metrics/users/services:     linux windows
            secret/services/metrics/users/statsd:       linux windows
            """);

    /** Roles of Vault's RabbitMQ engine that are read under {@code rabbitmq/creds/}. */
    static final Needs QUEUE_ROLES = new Needs("""
            rabbitmq/roles/readwrite.vhost.logs.builds: logs
            rabbitmq/roles/readwrite.vhost.logs.syslog: logs
            rabbitmq/roles/readwrite.vhost.logs.file:   logs
            """);
}
