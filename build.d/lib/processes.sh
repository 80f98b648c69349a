# Nothing we start outlives us. What to end is found in two ways: as descendants, and by marks in the environment that
# also those carry who left the family, as the shells of Pipelines and the machines of the process provider do.

processes_marks=("CALVINVERSE_BUILD=$$.$(date +%s%N)")
processes_cleanup=()

# Call once per verb that starts anything.
own_processes() {
  export "${processes_marks[0]?}"
  trap end_processes EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# own_machines DIRECTORY: machines of the process provider kept there are ours too; they are made to outlive a controller.
own_machines() { processes_marks+=("CALVINVERSE_MACHINES=$(readlink -m "$1")/"); }

# at_end COMMAND…: run before what is left is ended.
at_end() { processes_cleanup+=("$*"); }

end_processes() {
  local code=$? each left
  trap - EXIT
  trap '' INT TERM HUP
  for each in "${processes_cleanup[@]}"; do eval "$each" || true; done
  left=$(our_processes)
  if [[ -n $left ]]; then
    signal TERM "$left"
    for _ in {1..75}; do
      left=$(still_running "$left")
      [[ -n $left ]] || break
      sleep 0.2
    done
    left+=$'\n'$(our_processes)
    signal KILL "$left"
  fi
  exit "$code"
}

# Process ids that descend from this shell or carry our mark.
our_processes() {
  {
    descendants $$
    grep -lzF "${processes_marks[@]/#/-e}" /proc/[0-9]*/environ 2> /dev/null | grep -oE '[0-9]+' || true
  } | sort -un | grep -vxE "$$|$BASHPID" || true
}

descendants() {
  local child
  while read -r child; do
    printf '%s\n' "$child"
    descendants "$child"
  done < <(cat "/proc/$1/task"/*/children 2> /dev/null | tr ' ' '\n' | sed '/^$/d')
}

still_running() {
  local pid
  for pid in $1; do
    [[ ! -d /proc/$pid ]] || printf '%s\n' "$pid"
  done
}

signal() {
  local pid
  for pid in $2; do kill "-$1" "$pid" 2> /dev/null || true; done
}
