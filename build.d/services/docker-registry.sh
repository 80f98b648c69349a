#!/usr/bin/env bash
# A registry of images, and clients to look at what is in it: Debian's docker-registry and skopeo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=5000

# The package's own service is not wanted: it would listen everywhere.
get() { RUNLEVEL=1 have_command docker-registry docker-registry && have_command skopeo skopeo; }

serve() {
  cat > config.yml << END
version: 0.1
storage: {filesystem: {rootdirectory: $PWD/data}, delete: {enabled: true}}
http: {addr: "127.0.0.1:$port"}
END
  exec docker-registry serve config.yml
}

part "$@"
