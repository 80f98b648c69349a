# Nothing we start outlives us. Every child inherits a mark in its environment: also one that made a session of its own,
# as the shells of Pipelines do, is found by it and ended.

processes_mark=CALVINVERSE_BUILD=$$.$(date +%s%N)
processes_cleanup=()

# Call once per verb that starts anything.
own_processes() {
  export CALVINVERSE_BUILD=${processes_mark#*=}
  trap end_processes EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# at_end COMMAND…: run before what is left is ended.
at_end() { processes_cleanup+=("$*"); }

end_processes() {
  local code=$? each
  trap - EXIT INT TERM HUP
  for each in "${processes_cleanup[@]}"; do eval "$each" || true; done
  local left
  left=$(marked_processes)
  if [[ -n $left ]]; then
    signal TERM "$left"
    for _ in {1..50}; do
      left=$(marked_processes)
      [[ -n $left ]] || break
      sleep 0.2
    done
    [[ -z $left ]] || signal KILL "$left"
  fi
  exit "$code"
}

# Process ids that carry our mark, but for this shell and what it runs to find out.
marked_processes() {
  local file pid
  for file in /proc/[0-9]*/environ; do
    pid=${file#/proc/}
    pid=${pid%/environ}
    [[ $pid -ne $$ && $pid -ne $BASHPID ]] || continue
    if { tr '\0' '\n' < "$file" | grep -qxF "$processes_mark"; } 2> /dev/null; then
      printf '%s\n' "$pid"
    fi
  done
}

signal() {
  local pid
  for pid in $2; do kill "-$1" "$pid" 2> /dev/null || true; done
}
