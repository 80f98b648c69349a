#!/usr/bin/env bash
# Consul: the one on the path, or version 1.13.9 from its Go module.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=8500

get() { command -v consul > /dev/null || go_program consul; }

# One server with the names Calvinverse's samples use.
serve() {
  exec "$(part_program consul)" agent -server -bootstrap-expect=1 -ui -data-dir=data -bind=127.0.0.1 -client=127.0.0.1 \
    -datacenter=calvinverse-01 -domain=consulverse -node=consul -log-level=warn
}

part "$@"
