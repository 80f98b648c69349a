# ./build bench [AREA] [JMH ARGUMENT…]: the benchmarks. A module's bench is built only here.

main() {
  local area=${1:-agent-provisioner}
  [[ $# -eq 0 ]] || shift
  known_area "$area"
  local module=plugin-$area/engine/bench
  [[ -f $module/pom.xml ]] || stop "the area '$area' has no benchmarks yet"
  own_processes
  have_java
  step "Building the benchmarks of $area"
  mvnw -q -Dengines.only -Pbench -pl "$module" -am -DskipTests -Dspotbugs.skip verify
  mkdir -p target/bench
  parts_for_benches "$area"
  if grep -rqs '@Benchmark' "$module/src"; then
    step "Measuring"
    "$(java_command)" -jar "$module/target/benchmarks.jar" -rf json -rff "target/bench/$area.json" "$@"
    say "Figures: target/bench/$area.json"
  fi
  long_programs "$module"
  plugin_benches "$area"
}

# The real parts the measurements run on.
parts_for_benches() {
  local part
  for part in $(parts_of "$1"); do
    bash "build.d/services/$part.sh" get || stop "the part '$part' cannot be had here: see the output above"
  done
}

# What needs a Jenkins: tests tagged bench, which ./build test leaves out.
plugin_benches() {
  local module=plugin-$1/plugin
  [[ -d $module/src/test ]] && grep -rqs '@Tag("bench")' "$module/src/test" || return 0
  if ! jenkins_resolves; then
    say "$(jenkins_obstacle): the measurements in Jenkins are left out."
    return
  fi
  step "Measuring in Jenkins"
  rm -rf "$module/target/bench"
  # As a controller runs, not as quick tests do: with both compilers.
  mvnw -q -pl "$module" -am -Dgroups=bench -DexcludedGroups= '-Dtest=*BenchTest' -Dsurefire.failIfNoSpecifiedTests=false \
    '-DargLine=-Xmx1g @{jenkins.addOpens} @{jenkins.insaneHook} @{jenkins.javaAgent}' -Dsurefire.rerunFailingTestsCount=0 -Dspotbugs.skip -Dspotless.check.skip verify > target/bench/jenkins.log 2>&1 || { tail -n 30 target/bench/jenkins.log >&2; stop "the measurements in Jenkins failed: target/bench/jenkins.log"; }
  cat "$module"/target/bench/*.txt
}

# Programs besides JMH (whole processes, a million simulated fleets): the classes …Main of the bench.
long_programs() {
  local module=$1 file class
  while IFS= read -r file; do
    class=${file#"$module"/src/main/java/}
    class=${class%.java}
    step "${class//\//.}"
    "$(java_command)" -cp "$module/target/benchmarks.jar" "${class//\//.}" target/bench
  done < <(find "$module/src/main/java" -name '*Main.java' 2> /dev/null | sort)
}
