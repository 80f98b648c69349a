#!/usr/bin/env bash
# RabbitMQ: Debian's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=5672

# The package's own service is not wanted: it would listen everywhere.
get() { RUNLEVEL=1 have_command rabbitmqctl rabbitmq-server; }

# With a queue for build logs, as Calvinverse's operators make it.
serve() {
  printf '[].' > plugins
  printf 'listeners.tcp.1 = 127.0.0.1:%s\nlog.console = true\nlog.file = false\nload_definitions = %s\n' \
    "$port" "$PWD/definitions.json" > rabbitmq.conf
  cat > definitions.json << 'END'
{"vhosts": [{"name": "/"}, {"name": "vhost.logs"}],
 "users": [{"name": "guest", "password": "guest", "tags": "administrator"}],
 "permissions": [{"user": "guest", "vhost": "vhost.logs", "configure": ".*", "write": ".*", "read": ".*"}],
 "queues": [{"name": "builds", "vhost": "vhost.logs", "durable": true, "auto_delete": false, "arguments": {}}]}
END
  export HOME=$PWD RABBITMQ_NODENAME=calvinverse@localhost RABBITMQ_MNESIA_BASE=$PWD/data RABBITMQ_LOG_BASE=$PWD/log
  export RABBITMQ_CONFIG_FILE=$PWD/rabbitmq RABBITMQ_ENABLED_PLUGINS_FILE=$PWD/plugins RABBITMQ_DIST_PORT=25671
  export ERL_EPMD_PORT=25670 ERL_EPMD_ADDRESS=127.0.0.1
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
  epmd &
  exec /usr/lib/rabbitmq/bin/rabbitmq-server
}

part "$@"
