#!/usr/bin/env bash
# Prometheus and promtool: Debian's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=9090

# The package's own service is not wanted: it would listen everywhere.
get() { RUNLEVEL=1 have_command promtool prometheus; }

serve() {
  printf 'global: {scrape_interval: 10s}\n' > prometheus.yml
  exec prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address="127.0.0.1:$port"
}

part "$@"
