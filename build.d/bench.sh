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
  step "Measuring"
  "$(java_command)" -jar "$module/target/benchmarks.jar" -rf json -rff "target/bench/$area.json" "$@"
  say "Figures: target/bench/$area.json"
  long_programs "$module"
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
