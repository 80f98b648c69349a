package io.calvinverse.environments.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An environment in which nothing is missing: the keys, services and secrets of Calvinverse's own samples. */
public final class CompleteSite {
    public static final String DATACENTER = "calvinverse-01";
    public static final String DOMAIN = "consulverse";

    private CompleteSite() {}

    private static final String KEYS = """
            environment/directory/name = ad.example.com
            environment/directory/endpoints/mainhost = 127.0.0.1
            environment/directory/endpoints/hosts/adhost = 127.0.0.1
            environment/directory/users/bindcn = CN=ad-bind-user,OU=Users,DC=ad,DC=example,DC=com
            environment/directory/users/builds/agent = agent.builds
            environment/directory/filter/users/getuser = (&(objectCategory=Person)(cn=*))
            environment/directory/query/lookupbase = DC=ad,DC=example,DC=com
            environment/directory/query/users/lookupbase = DC=ad,DC=example,DC=com
            environment/directory/query/groups/lookupbase = DC=ad,DC=example,DC=com
            environment/directory/query/groups/builds/administrators = Admins
            environment/directory/query/groups/builds/agent = Builders
            environment/directory/query/groups/artefacts/administrators = Admins
            environment/directory/query/groups/artefacts/developers = Developers
            environment/directory/query/groups/artefacts/buildserver = Builders
            environment/directory/query/groups/queue/administrators = CN=Admins,OU=Groups,DC=ad,DC=example,DC=com
            environment/directory/initialized = true
            environment/mail/smtp/host = smtp.example.com
            environment/mail/suffix = example.com
            services/builds/protocols/http/host = active.builds
            services/builds/protocols/http/port = 8080
            services/builds/protocols/http/virtualdirectory = builds
            services/builds/url/proxy = http://builds.example.com/builds
            services/queue/builds/vhost = vhost.build.trigger
            services/queue/protocols/http/host = http.queue
            services/queue/protocols/http/port = 15672
            services/queue/protocols/amqp/host = amqp.queue
            services/queue/protocols/amqp/port = 5672
            services/queue/protocols/mqtt/host = mqtt.queue
            services/queue/protocols/mqtt/port = 1883
            services/queue/logs/syslog/vhost = vhost.logs
            services/queue/logs/syslog/queue = syslog
            services/queue/logs/syslog/exchange = amq.direct
            services/queue/logs/file/vhost = vhost.logs
            services/queue/logs/builds/vhost = vhost.logs
            services/queue/logs/builds/queue = builds
            services/queue/logs/filelog/vhost = vhost.logs
            services/queue/logs/filelog/queue = filelog
            services/queue/logs/eventlog/vhost = vhost.logs
            services/queue/logs/eventlog/queue = eventlog
            services/secrets/protocols/http/host = active.secrets
            services/secrets/protocols/http/port = 8200
            services/consul/datacenter = calvinverse-01
            services/consul/domain = consulverse
            services/metrics/protocols/http/host = http.metrics
            services/metrics/protocols/http/port = 8086
            services/metrics/databases/system = system
            services/metrics/databases/services = services
            services/metrics/databases/statsd = services
            services/documents/protocols/http/host = http.documents
            services/documents/protocols/http/port = 9200
            services/logs/filters/output.elasticsearch.logs.builds = output { elasticsearch {} }
            services/backups/protocols/read/host = read.backups
            services/backups/protocols/write/host = write.backups
            services/nexus/restore/datacenter = calvinverse-01
            services/nexus/restore/environment = production
            build/buildserver.environment.pre.props = <Project/>
            build/buildserver.environment.post.props = <Project/>
            build/buildserver.environment.shared.pre.props = <Project/>
            build/buildserver.environment.shared.post.props = <Project/>
            """;

    /** Value by key. */
    public static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String line : KEYS.lines().toList()) {
            String[] parts = line.split(" = ", 2);
            keys.put("config/" + parts[0], parts[1]);
        }
        return keys;
    }

    public static List<ServiceSeen> services() {
        return new ArrayList<>(List.of(
                seen("builds", "active", 8080),
                seen("queue", "http", 15_672),
                seen("queue", "amqp", 5672),
                seen("queue", "mqtt", 1883),
                seen("secrets", "active", 8200),
                seen("metrics", "http", 8086),
                seen("documents", "http", 9200),
                seen("backups", "read", 8081),
                seen("backups", "write", 8081)));
    }

    private static ServiceSeen seen(String service, String tag, int port) {
        return new ServiceSeen(service, Set.of(tag), "127.0.0.1", port, true, "");
    }

    /** Paths by policy, for each of which tokens may read; named after their paths, as Calvinverse does. */
    public static Map<String, String> policies(Profile.Generation generation) {
        Map<String, String> policies = new TreeMap<>();
        Needs machines = generation == Profile.Generation.A ? Calvinverse.SECRETS_A : Calvinverse.SECRETS_B;
        Profile profile = profile(generation);
        for (Needs needs : List.of(Calvinverse.SECRETS, machines)) {
            needs.of(profile).forEach(path -> policies.put(path.replace('/', '.'), path));
        }
        return policies;
    }

    /** Policies by token role. */
    public static Map<String, Set<String>> roles(Profile.Generation generation) {
        Map<String, Set<String>> roles = new TreeMap<>();
        Needs machines = generation == Profile.Generation.A ? Calvinverse.SECRETS_A : Calvinverse.SECRETS_B;
        Profile profile = profile(generation);
        for (Needs needs : List.of(Calvinverse.SECRETS, machines)) {
            for (String path : needs.of(profile)) {
                for (Consumer consumer : needs.who(path, profile)) {
                    roles.computeIfAbsent(consumer.tokenRole(), role -> new TreeSet<>())
                            .add(path.replace('/', '.'));
                }
            }
        }
        return roles;
    }

    /** Roles of the RabbitMQ engine. */
    public static Set<String> queueRoles() {
        return new TreeSet<>(Set.of(
                "readwrite.vhost.logs.builds",
                "readwrite.vhost.logs.syslog",
                "readwrite.vhost.logs.file",
                "write.vhost.logs.syslog",
                "write.vhost.logs.file"));
    }

    public static Profile profile(Profile.Generation generation) {
        return Profile.complete(DATACENTER, DOMAIN, generation);
    }
}
