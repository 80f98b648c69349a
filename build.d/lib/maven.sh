# Maven through the wrapper. MAVEN_ARGS is honoured by Maven itself.

mvnw() { ./mvnw -B -ntp "$@"; }

# Can Maven get Jenkins, its parent poms, plugins and test harness? Asked by resolving them: folders in the local
# repository prove nothing. -U, because a failed look-up blocks the next one for a day.
jenkins_resolves() {
  [[ -n ${jenkins_answer:-} ]] || jenkins_answer=$(probe_jenkins)
  [[ $jenkins_answer == yes ]]
}

# First whether there is any such repository (quick, small), then whether all of it can be had (may be a long download).
probe_jenkins() {
  local pom=build.d/jenkins/probe.xml began=target/probe-began log=target/probe.log
  mkdir -p target
  touch "$began"
  if timeout "${JENKINS_PROBE_SECONDS:-90}" ./mvnw -B -ntp -q -U -f "$pom" validate > "$log" 2>&1 < /dev/null \
    && timeout "${JENKINS_DOWNLOAD_SECONDS:-1200}" ./mvnw -B -ntp -q -f "$pom" -Pall dependency:resolve >> "$log" 2>&1 < /dev/null; then
    printf 'yes'
  else
    forget_failed_lookups "$began"
    printf 'no'
  fi
}

# Maven notes what it could not find, and would not ask again until tomorrow.
forget_failed_lookups() {
  local repository
  repository=$(local_repository)
  [[ -d $repository ]] || return 0
  find "$repository" -name '*.lastUpdated' -newer "$1" -delete 2> /dev/null || true
}

local_repository() {
  local given
  given=$(grep -o -- '-Dmaven.repo.local=[^ ]*' <<< "${MAVEN_ARGS:-} ${MAVEN_OPTS:-}" | tail -n 1 || true)
  printf '%s' "${given:+${given#*=}}"
  [[ -n $given ]] || printf '%s' "$HOME/.m2/repository"
}

# Why Jenkins cannot be had, in one line.
jenkins_obstacle() {
  local line
  line=$(grep -m1 -oE 'Could not (find|transfer) artifact [^ ]+ |Connect timed out|Unknown host [^ ]+' target/probe.log 2> /dev/null || true)
  printf 'Jenkins cannot be resolved by Maven%s' "${line:+ (${line% })}"
}
