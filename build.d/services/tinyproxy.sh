#!/usr/bin/env bash
# An HTTP proxy between a controller or an agent and a server: Debian's tinyproxy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=8888

# The package's own service is not wanted.
get() { RUNLEVEL=1 have_command tinyproxy tinyproxy; }

serve() {
  printf '%s\n' "Port $port" 'Listen 127.0.0.1' 'Allow 127.0.0.1' 'LogLevel Connect' > tinyproxy.conf
  exec tinyproxy -d -c tinyproxy.conf
}

part "$@"
