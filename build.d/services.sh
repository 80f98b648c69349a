# ./build services get|up|down|status [PART…]: the real parts the tests use, alone, on loopback. Each is a file in
# build.d/services, and keeps its data below target/services.

main() {
  local what=${1:-status} part known
  [[ $what =~ ^(get|up|down|status)$ ]] || stop "./build services takes get, up, down or status"
  [[ $# -eq 0 ]] || shift
  known=$(compgen -G 'build.d/services/*.sh' | sed 's|.*/||; s|[.]sh$||')
  for part in "$@"; do
    grep -qxF -- "$part" <<< "$known" || stop "there is no part '$part'; there are: $(paste -sd ' ' <<< "$known")"
  done
  # shellcheck disable=SC2086 # names of parts have no blanks
  [[ $# -gt 0 ]] || set -- $known
  for part in "$@"; do
    printf '%-16s ' "$part"
    bash "build.d/services/$part.sh" "$what"
  done
}
