#!/usr/bin/env bash
# InfluxDB 1.6: Debian's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=8086

# The package's own service is not wanted: it would listen everywhere.
get() { RUNLEVEL=1 have_command influxd influxdb; }

serve() {
  cat > influxdb.conf << END
reporting-disabled = true
bind-address = "127.0.0.1:8088"
[meta]
  dir = "$PWD/meta"
[data]
  dir = "$PWD/data"
  wal-dir = "$PWD/wal"
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:$port"
  log-enabled = false
END
  exec influxd -config influxdb.conf
}

part "$@"
