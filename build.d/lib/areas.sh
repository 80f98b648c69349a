# Areas of the suite and the Maven modules they are made of.

areas() { printf '%s\n' rules agent-provisioner environments artefacts logs library shell; }

known_area() { areas | grep -qxF -- "$1" || stop "there is no area '$1'; there are: $(areas | paste -sd ' ')"; }

# engine_modules [AREA] and plugin_modules [AREA]: those that exist.
engine_modules() {
  case ${1:-} in
    '') existing plugin-parent/rules plugin-parent/parts jenkinsfile-library plugin-*/engine ;;
    rules) existing plugin-parent/rules plugin-parent/parts ;;
    library) existing jenkinsfile-library ;;
    *) existing "plugin-$1/engine" ;;
  esac
}

plugin_modules() {
  case ${1:-} in
    '') existing plugin-*/plugin ;;
    *) existing "plugin-$1/plugin" ;;
  esac
}

existing() {
  local module
  for module in "$@"; do [[ ! -f $module/pom.xml ]] || printf '%s\n' "$module"; done
}

# parts_of [AREA]: the real parts its tests use, files of build.d/services.
parts_of() {
  local area
  case ${1:-} in
    '') for area in $(areas); do parts_of "$area"; done | sort -u ;;
    agent-provisioner) printf '%s\n' qemu consul vault ;;
    artefacts) printf '%s\n' nexus verdaccio docker-registry consul tinyproxy nuget ;;
    environments) printf '%s\n' consul vault postgresql rabbitmq ;;
    logs) printf '%s\n' rabbitmq elasticsearch syslog-ng influxdb telegraf prometheus vault ;;
  esac
}

# long_parts_of AREA: those that only its long proofs use.
long_parts_of() {
  case $1 in
    artefacts) printf '%s\n' gitea ;;
  esac
}
