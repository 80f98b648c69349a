# ./build story [AREA]: what the engines do, on real processes, told as it happens; then the proofs too long for ./build test.

main() {
  local area=${1:-agent-provisioner}
  known_area "$area"
  [[ $area == agent-provisioner || $area == logs ]] || stop "the area '$area' has no story yet; agent-provisioner and logs have"
  own_processes
  have_java
  mkdir -p target/story
  # That of logs is its long proofs alone.
  [[ $area == logs ]] || play_story "$area"
  long_proofs "$area"
}

# Tests tagged long: whole matrices, and sizes that ./build test only samples.
long_proofs() {
  local module=plugin-$1/plugin
  if ! jenkins_resolves; then
    say "$(jenkins_obstacle): the long proofs in Jenkins are left out."
    return
  fi
  step "The long proofs"
  forget_suites
  local part
  for part in $(parts_of "$1"); do
    bash "build.d/services/$part.sh" get || suite "part $part" 0 0 1 "cannot be had here: see the output above"
  done
  mvnw -pl "$module" -am -Dgroups=long -DexcludedGroups= -Dmaven.test.failure.ignore=true -Dsurefire.failIfNoSpecifiedTests=false \
    -Dspotbugs.skip -Dspotless.check.skip verify 2>&1 | tee "$PWD/target/story/long.log" | grep -E 'Tests run:|^\[ERROR\]|median' || true
  print_table
}
