# ./build story [AREA]: what the engines do, on real processes, told as it happens.

main() {
  local area=${1:-agent-provisioner}
  known_area "$area"
  [[ $area == agent-provisioner ]] || stop "the area '$area' has no story yet; agent-provisioner has"
  own_processes
  have_java
  play_story "$area"
}

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
