# Real parts for tests and trials: build.d/services/PART.sh with get, up, down or status. Such a file sources this folder,
# sets port (where it listens on loopback), and patience (how often to look for that, five times a second; else two minutes),
# defines get (makes the part available; quick when it is) and serve (becomes the
# part, its data in the current directory), and ends with: part "$@"

parts_cache() { printf '%s' "${CALVINVERSE_PARTS:-$HOME/.cache/calvinverse}"; }

part() {
  local name
  name=$(basename "$0" .sh)
  case ${1:-} in
    get) part_get "$name" ;;
    up) part_up "$name" ;;
    down) part_down "$name" ;;
    status) part_status "$name" ;;
    serve) cd "target/services/$name" && serve ;;
    *) stop "$0 takes get, up, down or status" ;;
  esac
}

# One at a time: two would write the same files.
part_get() {
  mkdir -p "$(parts_cache)/$1"
  (flock 9 && get) 9> "$(parts_cache)/$1/.lock"
}

part_up() {
  local name=$1 home=target/services/$1
  part_runs "$name" && { part_status "$name"; return; }
  part_get "$name" >&2
  port_is_free "$port" || stop "port $port, where $name should listen, is taken"
  mkdir -p "$home"
  setsid bash "build.d/services/$name.sh" serve > "$home.log" 2>&1 < /dev/null &
  printf '%s' $! > "$home.pid"
  local tries
  for ((tries = 0; tries < ${patience:-600}; tries++)); do
    # Before the first look: on a busy machine the session of its own is not made at once.
    sleep 0.2
    part_runs "$name" || { tail -n 20 "$home.log" >&2; stop "$name ended: $home.log"; }
    ! port_is_free "$port" && { part_status "$name"; return; }
  done
  stop "$name does not listen on $port: $home.log"
}

part_down() {
  local pid
  pid=$(cat "target/services/$1.pid" 2> /dev/null || true)
  if part_runs "$1"; then
    kill -TERM -- "-$pid"
    for _ in {1..150}; do
      kill -0 -- "-$pid" 2> /dev/null || break
      sleep 0.2
    done
    kill -KILL -- "-$pid" 2> /dev/null || true
  fi
  rm -rf "target/services/$1" "target/services/$1.pid"
  say "down"
}

part_status() { if part_runs "$1"; then say "up, 127.0.0.1:$port"; else say "down"; fi; }

part_runs() {
  local pid
  pid=$(cat "target/services/$1.pid" 2> /dev/null) && kill -0 -- "-$pid" 2> /dev/null
}

# part_program NAME: the one on the path, or the one in the cache.
part_program() { command -v "$1" || printf '%s/%s/%s' "$(parts_cache)" "$1" "$1"; }

# go_program NAME [OPTION OF go build…]: builds build.d/services/NAME, a main module, into the cache, unless that was
# done from the same sources.
go_program() {
  local name=$1 source=build.d/services/$1 home sum
  shift
  home=$(parts_cache)/$name
  sum=$( (cat "$source"/* && printf '%s' "$*") | sha256sum)
  [[ -x $home/$name && $(cat "$home/.built-from" 2> /dev/null) == "$sum" ]] && return
  have_go || return 1
  step "Building $name, once"
  mkdir -p "$home"
  (cd "$source" && CGO_ENABLED=${CGO_ENABLED:-0} go build -trimpath "$@" -o "$home/$name.new" .) || return 1
  mv "$home/$name.new" "$home/$name"
  printf '%s' "$sum" > "$home/.built-from"
}
