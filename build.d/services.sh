# ./build services up|down|status: the real parts the tests use, alone. Each is a file in build.d/services that
# answers to "up", "down" and "status", and keeps its data below target/services.

main() {
  local what=${1:-status} part parts
  [[ $what =~ ^(up|down|status)$ ]] || stop "./build services takes up, down or status"
  parts=$(compgen -G 'build.d/services/*.sh' || true)
  if [[ -z $parts ]]; then
    say "The present tests need no part besides Jenkins, which Maven brings: nothing to do."
    return
  fi
  for part in $parts; do
    printf '%-16s ' "$(basename "$part" .sh)"
    bash "$part" "$what"
  done
}
