# Browser tests: the trial controller of ./build run, driven as a person would.

# browser_suites: needs Jenkins; a row per missing thing where that or a browser cannot be had.
browser_suites() {
  local missing directory=$PWD/target/browser port
  missing=$(browser_obstacle)
  [[ -z $missing ]] || { no_browser_suites skipped "$missing"; return; }
  step "Driving the trial controller with a browser"
  rm -rf "$directory"
  mkdir -p "$directory"
  port=$(free_port)
  (cd build.d/browser && npm ci --no-audit --no-fund --silent) || { no_browser_suites failed "npm ci failed"; return; }
  ./build run --agents process --port "$port" --home "$directory/home" > "$directory/run.log" 2>&1 < /dev/null &
  local run=$!
  if await_line "$directory/run.log" 'Jenkins is ready' "$run"; then
    browser_suite agent-provisioner "$directory" "$port"
    if [[ -d $directory/home/jobs/use-secret ]]; then
      browser_suite environments "$directory" "$port"
    else
      no_browser_suite environments skipped "the trial has no Consul or no Vault: $(grep -m1 'without it' "$directory/run.log" | sed 's/^ *//')"
    fi
    if [[ -d $directory/home/jobs/publish-word-count ]]; then
      browser_suite artefacts "$directory" "$port"
    else
      no_browser_suite artefacts skipped "the trial has no Nexus: $(grep -m1 -A1 'Starting Nexus' "$directory/run.log" | grep 'without it' | sed 's/^ *//')"
    fi
  else
    no_browser_suites failed "the trial controller did not start: target/browser/run.log"
  fi
  kill "$run" 2> /dev/null || true
  wait "$run" 2> /dev/null || true
}

# browser_suite AREA DIRECTORY PORT: runs it and tells how it went.
browser_suite() {
  local log=$2/$1.log
  (cd "$2" && node "$OLDPWD/build.d/browser/main.mjs" "http://localhost:$3" "$2/home" "$1") | tee "$log" || true
  if ! grep -qE '^[0-9]+ [0-9]+$' "$log"; then
    # It did not come to its end.
    suite "browser $1" 0 1 0 "the browser could not be started or signed in: $log"
    return
  fi
  suite "browser $1" "$(grep -cE '^(not )?ok ' "$log")" "$(grep -c '^not ok ' "$log" || true)" 0 \
    "$(grep -m1 '^not ok ' "$log" | cut -c 8-120 || true)"
}

# no_browser_suites skipped|failed WHY: all of them.
no_browser_suites() {
  no_browser_suite agent-provisioner "$@"
  no_browser_suite environments "$@"
  no_browser_suite artefacts "$@"
}

no_browser_suite() {
  if [[ $2 == failed ]]; then
    suite "browser $1" 0 1 0 "$3"
  else
    suite "browser $1" 0 0 "$(grep -c "': async" "build.d/browser/$1.mjs")" "$3"
  fi
}

browser_obstacle() {
  jenkins_resolves || { jenkins_obstacle; return; }
  have_command npm npm >&2 2> /dev/null || { printf 'npm is not installed'; return; }
  have_command chromium chromium >&2 2> /dev/null || printf 'chromium is not installed'
}

# await_line FILE TEXT PID: until the file has the text; fails when the process ends first.
await_line() {
  until grep -q -- "$2" "$1"; do
    kill -0 "$3" 2> /dev/null || return 1
    sleep 1
  done
}

free_port() {
  local port
  for port in {18080..18180}; do
    port_is_free "$port" && { printf '%s' "$port"; return; }
  done
  stop "no free port between 18080 and 18180"
}
