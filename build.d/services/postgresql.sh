#!/usr/bin/env bash
# PostgreSQL of Debian: the database whose users Vault makes in tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=5432

# Debian keeps the programs of each version in a folder of its own; postgresql-common would start a server for the system.
get() { [[ -n $(programs) ]] || { install_package postgresql-15 && [[ -n $(programs) ]]; }; }

programs() {
  local found
  for found in $(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV) /usr/local/bin /usr/bin; do
    [[ ! -x $found/initdb || ! -x $found/postgres ]] || { printf '%s' "$found"; return; }
  done
}

# It refuses to run as root.
serve() {
  local bin
  bin=$(programs)
  local unprivileged=()
  if [[ $(id -u) -eq 0 ]]; then
    chown nobody .
    unprivileged=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
  fi
  [[ -d data ]] || "${unprivileged[@]}" "$bin/initdb" -D data -U postgres --auth=trust > /dev/null
  exec "${unprivileged[@]}" "$bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories=
}

part "$@"
