#!/usr/bin/env bash
# NuGet's own client, which says what is in a feed or a folder: Debian's nuget, 2.8 on Mono. It is no server.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=0

get() { have_command nuget nuget; }

serve() { stop "nuget is a client; nothing of it can be started"; }

part "$@"
