# What the machine must have. On Debian and its kin, as root, it is installed; elsewhere it is named.

# have_command COMMAND PACKAGE: COMMAND is there afterwards, or this fails and says how to get it.
have_command() {
  local command=$1 package=$2
  command -v "$command" > /dev/null && return 0
  install_package "$package" && command -v "$command" > /dev/null && return 0
  warn "'$command' is missing; install it (Debian: apt-get install $package)"
  return 1
}

install_package() {
  [[ $(id -u) -eq 0 ]] && command -v apt-get > /dev/null || return 1
  step "Installing $1"
  [[ -n ${package_lists_fresh:-} ]] || apt-get update -qq > /dev/null || return 1
  package_lists_fresh=yes
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" > /dev/null
}

# A JDK, not a JRE, of 17 or later: as JAVA_HOME or on the path.
have_java() {
  java_is_enough && return 0
  install_package openjdk-17-jdk-headless || true
  java_is_enough || stop "Java 17 or later is needed (a JDK; Debian: apt-get install openjdk-17-jdk-headless)"
}

java_is_enough() {
  local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
  version=$("$javac" -version 2>&1) || return 1
  version=${version#javac }
  [[ ${version%%.*} =~ ^[0-9]+$ && ${version%%.*} -ge 17 ]]
}

java_command() { printf '%s' "${JAVA_HOME:+$JAVA_HOME/bin/}java"; }
