# A Vault for ./build run: one secret, and an AppRole for Jenkins that may read it.

trial_vault_path=secret/trial/registry

# Without it the trial has an environment without secrets.
start_vault() {
  CALVINVERSE_VAULT_URL='' CALVINVERSE_VAULT_ROLE=none CALVINVERSE_VAULT_SECRET_FILE=$home/vault-secret-id
  export CALVINVERSE_VAULT_URL CALVINVERSE_VAULT_ROLE CALVINVERSE_VAULT_SECRET_FILE
  (umask 077 && printf 'none' > "$CALVINVERSE_VAULT_SECRET_FILE")
  [[ $environment == */consul.yaml ]] || return 0
  step "Starting Vault"
  if ! have_command curl curl 2> /dev/null || ! bash build.d/services/vault.sh up > "$home/vault.log" 2>&1; then
    say "       without it: $(tail -n 1 "$home/vault.log" 2> /dev/null || printf 'curl is not installed')"
    return
  fi
  at_end "bash build.d/services/vault.sh down > /dev/null"
  furnish_vault || { say "       without it: it cannot be set up; its log: target/services/vault.log"; return; }
  CALVINVERSE_VAULT_URL=http://127.0.0.1:8200
  mkdir -p "$home/jobs/use-secret"
  cp build.d/run/vault/use-secret.xml "$home/jobs/use-secret/config.xml"
}

furnish_vault() {
  local answer
  for _ in {1..60}; do
    # The last thing it does when it sets itself up
    answer=$(ask_vault GET sys/auth 2> /dev/null || true)
    [[ $answer != *'"approle/"'* ]] || break
    sleep 1
  done
  ask_vault PUT sys/policies/acl/trial.read '{"policy":"path \"secret/trial/*\" { capabilities = [\"read\"] }"}' \
    && ask_vault POST auth/approle/role/jenkins '{"token_policies":"trial.read","token_ttl":"20m","token_max_ttl":"1h"}' \
    && ask_vault PUT "$trial_vault_path" "{\"password\":\"$(head -c 12 /dev/urandom | base64 | tr '+/' 'ab')\"}" || return 1
  answer=$(ask_vault GET auth/approle/role/jenkins/role-id) || return 1
  answer=${answer#*\"role_id\":\"}
  CALVINVERSE_VAULT_ROLE=${answer%%\"*}
  answer=$(ask_vault POST auth/approle/role/jenkins/secret-id) || return 1
  answer=${answer#*\"secret_id\":\"}
  printf '%s' "${answer%%\"*}" > "$CALVINVERSE_VAULT_SECRET_FILE"
}

# ask_vault METHOD PATH [JSON]: as its administrator, whose token does not stand in a command line.
ask_vault() {
  printf 'header = "X-Vault-Token: %s"\n' "$(cat target/services/vault/root-token)" \
    | curl -sS --fail --max-time 20 -K - -X "$1" ${3:+-d "$3"} "http://127.0.0.1:8200/v1/$2"
}
