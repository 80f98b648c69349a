# Browser tests: the trial controller of ./build run, driven as a person would.

# browser_suites: needs Jenkins; a row per missing thing where that or a browser cannot be had.
browser_suites() {
  local missing
  missing=$(browser_obstacle)
  if [[ -n $missing ]]; then
    suite "browser agent-provisioner" 0 0 "$(grep -c "': async" build.d/browser/provisioner.mjs)" "$missing"
    return
  fi
  step "Driving the trial controller with a browser"
  local directory=$PWD/target/browser port
  rm -rf "$directory"
  mkdir -p "$directory"
  port=$(free_port)
  (cd build.d/browser && npm ci --no-audit --no-fund --silent) || { suite "browser agent-provisioner" 0 1 0 "npm ci failed"; return; }
  ./build run --agents process --port "$port" --home "$directory/home" > "$directory/run.log" 2>&1 < /dev/null &
  local run=$!
  if await_line "$directory/run.log" 'Jenkins is ready' "$run"; then
    (cd "$directory" && node "$OLDPWD/build.d/browser/main.mjs" "http://localhost:$port" "$directory/home") | tee "$directory/tests.log" || true
    suite "browser agent-provisioner" "$(grep -cE '^(not )?ok ' "$directory/tests.log")" "$(grep -c '^not ok ' "$directory/tests.log" || true)" 0 \
      "$(grep -m1 '^not ok ' "$directory/tests.log" | cut -c 8-120 || true)"
  else
    suite "browser agent-provisioner" 0 1 0 "the trial controller did not start: target/browser/run.log"
  fi
  kill "$run" 2> /dev/null || true
  wait "$run" 2> /dev/null || true
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
