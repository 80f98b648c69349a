# Programs of the engines, without Jenkins.

# engine_classpath MODULE: builds it, and prints what java -cp takes, tests included.
engine_classpath() {
  local module=$1 file=target/story.classpath
  mvnw -q -Dengines.only -pl "$module" -am -DskipTests -Dspotbugs.skip -Dspotless.check.skip \
    verify dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$file" >&2
  printf '%s:%s:%s' "$module/target/classes" "$module/target/test-classes" "$(cat "$module/$file")"
}

# play_story AREA: what the engine does, on real processes, told as it happens; a report in target/story/AREA.
play_story() {
  local area=$1 report=target/story/$1 classpath
  step "Building the engine of $area"
  classpath=$(engine_classpath "plugin-$area/engine")
  rm -rf "$report"
  mkdir -p "$report"
  report=$(cd "$report" && pwd)
  own_machines "$report"
  step "The story"
  "$(java_command)" -cp "$classpath" "$(story_class "$area")" "$report"
  say
  say "Report: $report/index.html"
}

story_class() {
  case $1 in
    agent-provisioner) printf 'io.calvinverse.provisioner.story.StoryMain' ;;
  esac
}
