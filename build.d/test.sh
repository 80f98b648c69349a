# ./build test [AREA]: everything is built and tested, and what was not is named with its reason.

main() {
  local area=${1:-}
  [[ -z $area ]] || known_area "$area"
  own_processes
  have_java
  have_command git git || stop "the pipeline library's tests need git"
  forget_suites

  [[ -n $area && $area != shell ]] || shell_suites
  [[ $area == shell ]] || maven_suites "$area"
  [[ -n $area && $area != agent-provisioner && $area != environments && $area != artefacts ]] || browser_suites
  print_table
}

maven_suites() {
  local area=$1 modules options=() module
  modules=$(engine_modules "$area")
  if [[ -z $(plugin_modules "$area") ]]; then
    options+=(-Dengines.only)
  elif step "Asking Maven for Jenkins" && jenkins_resolves; then
    modules+=$'\n'$(plugin_modules "$area")
  else
    options+=(-Dengines.only)
    say "$(jenkins_obstacle): the plugins are left out, the engines are tested."
    for module in $(plugin_modules "$area"); do
      suites_without_report "$module" "$(jenkins_obstacle)" skipped
    done
  fi
  [[ -z $area ]] || options+=(-pl "$(paste -sd , <<< "$(sed '/^$/d' <<< "$modules")")" -am)
  [[ -n $modules ]] || return 0

  step "The real parts"
  services_for_tests "$area"
  step "Building and testing with Maven"
  for module in $modules; do own_machines "$top/$module/target"; done
  # Tests that fail must not hide those after them; the table counts them. Two modules at a time: tests of real services
  # wait more than they compute.
  if ! mvnw -T 2 -fae -Dmaven.test.failure.ignore=true "${options[@]}" verify 2>&1 | tee target/maven.log; then
    suite "maven" 1 1 0 "$(grep -m1 -oP '\[ERROR\] Failed to execute goal \K[^:]+:[^:]+:.*' target/maven.log | cut -c 1-160 || true)"
  fi
  for module in $modules; do
    suites_without_report "$module" "not run: see the build's log above" failed
  done
}

# What cannot be had is named; the tests that want it skip by the same name.
services_for_tests() {
  local part
  for part in $(parts_of "$1"); do
    bash "build.d/services/$part.sh" get || suite "part $part" 0 0 1 "cannot be had here: see the output above"
  done
}

shell_suites() {
  step "Checking the shell scripts"
  local files=() file broken=() posix
  mapfile -t files < <(find build build.d .ci plugin-agent-provisioner/images -type f \( -name '*.sh' -o -name build -o -name run \))
  for file in "${files[@]}"; do
    bash -n "$file" || broken+=("$file")
  done
  suite "shell syntax" "${#files[@]}" "${#broken[@]}" 0 "${broken[*]:-}"
  # What a machine's host runs has only POSIX sh, and its beginning in a file of its own
  mapfile -t posix < <(find plugin-agent-provisioner/engine/src/main/resources -type f -name '*.sh')
  if have_command shellcheck shellcheck 2> /dev/null; then
    if shellcheck -x -s bash "${files[@]}" && shellcheck -s sh -e SC2154 "${posix[@]}"; then
      suite "shell shellcheck" "$((${#files[@]} + ${#posix[@]}))" 0 0 ""
    else
      suite "shell shellcheck" "${#files[@]}" 1 0 "see above"
    fi
  else
    suite "shell shellcheck" 0 0 "${#files[@]}" "shellcheck is not installed"
  fi
}
