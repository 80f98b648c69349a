# ./build story [AREA]: what the engines do, on real processes, told as it happens.

main() {
  local area=${1:-agent-provisioner}
  known_area "$area"
  [[ $area == agent-provisioner ]] || stop "the area '$area' has no story yet; agent-provisioner has"
  own_processes
  have_java
  play_story "$area"
}
