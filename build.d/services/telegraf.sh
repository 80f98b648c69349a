#!/usr/bin/env bash
# Telegraf: the one on the path, or version 1.37.2 from its Go module, with only the inputs and outputs tests use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=8186

get() { command -v telegraf > /dev/null || go_program telegraf; }

# Takes line protocol and hands it to the part influxdb, as Telegraf does beside a controller.
serve() {
  cat > telegraf.conf << END
[agent]
  interval = "10s"
  flush_interval = "1s"
  omit_hostname = true
[[inputs.influxdb_listener]]
  service_address = "127.0.0.1:$port"
  database_tag = "influxdb_database"
[[outputs.influxdb]]
  urls = ["http://127.0.0.1:8086"]
  database_tag = "influxdb_database"
  exclude_database_tag = true
END
  exec "$(part_program telegraf)" --config telegraf.conf
}

part "$@"
