#!/usr/bin/env bash
# syslog-ng: Debian's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=20601

# The package's own service is not wanted: it would read the machine's log.
get() { RUNLEVEL=1 have_command syslog-ng syslog-ng-core && have_command openssl openssl; }

serve() {
  cat > syslog-ng.conf << END
@version: 3.38
source from_network { syslog(ip("127.0.0.1") port($port) transport("tcp")); };
destination received { file("$PWD/received"); };
log { source(from_network); destination(received); flags(flow-control); };
END
  exec syslog-ng -F -e --no-caps -f syslog-ng.conf -R "$PWD/persist" -c "$PWD/ctl" -p "$PWD/pid"
}

part "$@"
