#!/usr/bin/env bash
# Gitea 1.26 from its Go module: packages of NuGet, npm, Maven and OCI, and webhooks. User acme, password geheim-acme.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=3000

# Its SQLite is C. What it reads at run time is copied beside it: Go may clean its module cache.
get() {
  local module home
  home=$(parts_cache)/gitea
  have_command gcc gcc || return 1
  CGO_ENABLED=1 go_program gitea -tags 'sqlite sqlite_unlock_notify' -ldflags='-s -w' || return 1
  [[ ! -f $home/static/.complete ]] || return 0
  have_go || return 1
  module=$(cd build.d/services/gitea && go list -m -f '{{.Dir}}' code.gitea.io/gitea) || return 1
  rm -rf "$home/static"
  mkdir -p "$home/static"
  cp -r "$module/options" "$module/templates" "$module/public" "$home/static/"
  chmod -R u+w "$home/static"
  touch "$home/static/.complete"
}

serve() {
  local gitea
  gitea=$(parts_cache)/gitea/gitea
  cat > app.ini << END
RUN_USER = $(id -un)
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
WORK_PATH = $PWD
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = $port
ROOT_URL = http://127.0.0.1:$port/
STATIC_ROOT_PATH = $(parts_cache)/gitea/static
OFFLINE_MODE = true
DISABLE_SSH = true
[database]
DB_TYPE = sqlite3
[security]
INSTALL_LOCK = true
[webhook]
ALLOWED_HOST_LIST = loopback
END
  "$gitea" --config app.ini migrate
  "$gitea" --config app.ini admin user create --admin --username acme --password geheim-acme --email acme@example.org \
    --must-change-password=false || true
  exec "$gitea" --config app.ini web
}

part "$@"
