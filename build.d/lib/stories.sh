# The engines' stories: what they do on real parts, told as it happens, with a report of each in target/story/AREA.

story_areas() { printf '%s\n' agent-provisioner environments artefacts logs; }

# story_parts AREA: the real parts its story is played on, files of build.d/services.
story_parts() {
  case $1 in
    environments) printf '%s\n' consul vault postgresql ;;
    artefacts) printf '%s\n' verdaccio docker-registry ;;
    logs) printf '%s\n' rabbitmq influxdb ;;
  esac
}

story_class() {
  case $1 in
    agent-provisioner) printf 'io.calvinverse.provisioner.story.StoryMain' ;;
    *) printf 'io.calvinverse.%s.story.StoryMain' "$1" ;;
  esac
}

# play_stories AREA…: one after the other, then the page that leads to all of them; fails when not everything came as told.
play_stories() {
  local area part broken=()
  mkdir -p target/story
  step "The real parts of the story"
  for area in "$@"; do
    for part in $(story_parts "$area"); do
      bash "build.d/services/$part.sh" get || say "$part cannot be had here: what needs it is not played."
    done
  done
  step "Building the engines: $*"
  build_engines "$@" || stop "the engines cannot be built: see Maven's words above"
  for area in "$@"; do
    play_story "$area" || broken+=("$area")
  done
  story_contents
  say
  say "Reports: $top/target/story/index.html"
  [[ ${#broken[@]} -eq 0 ]] || { warn "not everything came as told: ${broken[*]}"; return 1; }
}

# The parts keep their data below the report's directory, where they are found and ended should they be left.
play_story() {
  local area=$1 report=target/story/$1 code=0
  rm -rf "$report"
  mkdir -p "$report/tmp"
  report=$(cd "$report" && pwd)
  own_machines "$report"
  step "The story of $area"
  "$(java_command)" -Djava.io.tmpdir="$report/tmp" -cp "$(engine_classpath "$area")" "$(story_class "$area")" "$report" || code=$?
  say
  say "Report: $report/index.html"
  return "$code"
}

# Of all stories that were played, this time or before.
story_contents() {
  local area played=()
  for area in $(story_areas); do
    [[ ! -d target/story/$area ]] || played+=("$area")
  done
  "$(java_command)" -cp plugin-parent/parts/target/classes io.calvinverse.parts.story.ContentsMain target/story "${played[@]}"
}
