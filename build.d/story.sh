# ./build story [engines] [AREA]: what the engines do, on real parts, told as it happens; then the proofs too long for ./build test.

main() {
  local alone='' areas=()
  if [[ ${1:-} == engines ]]; then
    alone=yes
    shift
  fi
  mapfile -t areas < <(story_areas)
  if [[ -n ${1:-} ]]; then
    known_area "$1"
    story_areas | grep -qxF -- "$1" || stop "the area '$1' has no story; there are: $(story_areas | paste -sd ' ')"
    areas=("$1")
  fi
  own_processes
  have_java
  # What does not come as told keeps nobody from the proofs.
  local told=yes
  play_stories "${areas[@]}" || told=no
  [[ -n $alone ]] || long_proofs "${areas[@]}"
  [[ $told == yes ]]
}

# long_proofs AREA…: tests tagged long, whole matrices, and sizes that ./build test only samples.
long_proofs() {
  local area modules=() options=(-Dengines.only)
  if jenkins_resolves; then
    options=()
  else
    say "$(jenkins_obstacle): the long proofs in Jenkins are left out."
  fi
  for area in "$@"; do
    [[ ! -f plugin-$area/plugin/pom.xml || ${#options[@]} -gt 0 ]] || modules+=("plugin-$area/plugin")
    modules+=("plugin-$area/engine")
  done
  forget_suites
  step "The real parts"
  for area in "$@"; do services_for_proofs "$area"; done
  step "The long proofs: $*"
  for area in "$@"; do rm -rf "plugin-$area/plugin/target/bench"; done
  for area in "${modules[@]}"; do own_machines "$top/$area/target"; done
  mvnw -fae "${options[@]}" -pl "$(IFS=, && printf '%s' "${modules[*]}")" -am -Dgroups=long -DexcludedGroups= -Dmaven.test.failure.ignore=true \
    -Dsurefire.failIfNoSpecifiedTests=false -Dspotbugs.skip -Dspotless.check.skip verify 2>&1 | tee "$top/target/story/long.log" \
    | grep -E 'Tests run:|^\[ERROR\]' || true
  print_table
  figures_of "$@"
}

# What the proofs measured on their way.
figures_of() {
  local area file
  for area in "$@"; do
    for file in "plugin-$area/plugin/target/bench"/*.txt; do
      [[ ! -f $file ]] || cat "$file"
    done
  done
}

services_for_proofs() {
  local part
  for part in $(parts_of "$1") $(long_parts_of "$1"); do
    bash "build.d/services/$part.sh" get || suite "part $part" 0 0 1 "cannot be had here: see the output above"
  done
}
