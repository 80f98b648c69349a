#!/usr/bin/env bash
# Vault: the one on the path, or version 1.14.0 from its Go module (its core with KV, AppRole, RabbitMQ and PostgreSQL).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=8200

get() { command -v vault > /dev/null || go_program vault -ldflags='-s -w'; }

# One server on plain HTTP, initialised and unsealed, with Calvinverse's mounts; its root token is in the file root-token.
serve() {
  umask 077
  cat > vault.hcl <<END
storage "file" { path = "$PWD/data" }
listener "tcp" {
  address = "127.0.0.1:$port"
  tls_disable = true
}
api_addr = "http://127.0.0.1:$port"
disable_mlock = true
END
  open_vault > vault-opened.log 2>&1 &
  exec "$(part_program vault)" server -config=vault.hcl
}

vault_api() {
  curl -sS --retry 50 --retry-delay 1 --retry-connrefused -H "X-Vault-Token: ${token:-}" -X "$1" -d "$3" \
    "http://127.0.0.1:$port/v1/$2"
}

open_vault() {
  local answer key token
  [[ -s init.json ]] || vault_api PUT sys/init '{"secret_shares":1,"secret_threshold":1}' > init.json
  answer=$(cat init.json)
  key=${answer#*\"keys\":[\"}
  vault_api PUT sys/unseal "{\"key\":\"${key%%\"*}\"}"
  token=${answer#*\"root_token\":\"}
  token=${token%%\"*}
  printf '%s' "$token" > root-token
  vault_api POST sys/mounts/secret '{"type":"kv","options":{"version":"1"}}'
  vault_api POST sys/mounts/rabbitmq '{"type":"rabbitmq"}'
  vault_api POST sys/auth/approle '{"type":"approle"}'
}

part "$@"
