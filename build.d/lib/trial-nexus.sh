# A Nexus for ./build run: where its sample pipeline publishes. It starts beside everything else, since it takes a minute.

trial_nexus_memory=4000
nexus_starts=
publishing=

# Without it the trial has no pipeline that publishes.
start_nexus() {
  local free
  free=$(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo)
  step "Starting Nexus (the first time this downloads 134 MB)"
  if [[ $free -lt $trial_nexus_memory ]]; then
    say "       without it: $free MiB of memory are free, and beside Jenkins it needs $trial_nexus_memory"
    return
  fi
  if ! have_command curl curl 2> /dev/null || ! bash build.d/services/nexus.sh get > "$home/nexus.log" 2>&1; then
    say "       without it: $(tail -n 1 "$home/nexus.log" 2> /dev/null || printf 'curl is not installed')"
    return
  fi
  at_end "bash build.d/services/nexus.sh down > /dev/null"
  bash build.d/services/nexus.sh up > "$home/nexus.log" 2>&1 &
  nexus_starts=$!
  export CALVINVERSE_NEXUS=http://127.0.0.1:8081
  # Machines reach this computer's loopback by another address.
  [[ $agents == process ]] || CALVINVERSE_NEXUS=http://$machines_host:8081
  publishing=,$top/build.d/run/artefacts/nexus.yaml
  mkdir -p "$home/jobs/publish-word-count"
  sed "s,@PROJECT@,$(project_url)," build.d/run/artefacts/publish-word-count.xml > "$home/jobs/publish-word-count/config.xml"
}

await_nexus() {
  [[ -n $nexus_starts ]] || return 0
  step "Waiting for Nexus"
  if ! wait "$nexus_starts"; then
    say "       it did not start: $(tail -n 1 "$home/nexus.log")"
    return
  fi
  for _ in {1..300}; do
    # By this path it tells whether it takes writes by now.
    [[ $(http_status 8081 /service/rest/v1/status/writable) != 200 ]] || break
    sleep 1
  done
  furnish_nexus > /dev/null 2>> "$home/nexus.log" || say "       it cannot be set up: $home/nexus.log; its own log: target/services/nexus.log"
}

# Everybody reads, as behind the firewall of a small set-up; Jenkins alone writes.
furnish_nexus() {
  ask_nexus PUT security/anonymous '{"enabled":true,"userId":"anonymous","realmName":"NexusAuthorizingRealm"}' \
    && ask_nexus POST repositories/raw/hosted '{"name":"trial","online":true,"storage":{"blobStoreName":"default",
      "strictContentTypeValidation":false,"writePolicy":"ALLOW_ONCE"}}'
}

# ask_nexus METHOD PATH JSON: as its administrator, whose first password is in its own manual.
ask_nexus() {
  printf 'user = "admin:admin123"\n' \
    | curl -sS --fail --max-time 60 -K - -X "$1" -H 'Content-Type: application/json' -d "$3" "http://127.0.0.1:8081/service/rest/v1/$2"
}
