# ./build run: Jenkins with the suite, on loopback only, until Ctrl-C.

port=8080
home=work/jenkins
agents=
environment=
shipping=
tries=0
war=
plugins=

main() {
  read_options "$@"
  own_processes
  have_java
  have_command git git || stop "the sample pipelines need git"
  if [[ -z $war ]]; then
    step "Asking Maven for Jenkins"
    if ! jenkins_resolves; then
      say "$(jenkins_obstacle), and no --war and --plugins were given: here are the engines' stories instead, on the real parts at hand."
      local areas
      mapfile -t areas < <(story_areas)
      play_stories "${areas[@]}"
      return
    fi
    build_jenkins
  fi
  port_is_free "$port" || stop "port $port is taken; choose another: ./build run --port N"
  choose_agents
  furnish_home
  [[ $agents == process ]] || start_git
  start_nexus
  start_consul
  start_vault
  start_broker
  start_jenkins
  await_jenkins
  await_nexus
  welcome
  wait "$jenkins_pid" || true
  say "Jenkins has ended; its log: $home/jenkins.log"
}

read_options() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --port | --home | --agents | --war | --plugins)
        [[ $# -ge 2 ]] || stop "$1 needs a value"
        printf -v "${1#--}" '%s' "$2"
        shift 2
        ;;
      *) stop "run does not know '$1'; ./build help" ;;
    esac
  done
  [[ $port =~ ^[0-9]+$ && $port -ge 1 && $port -le 65535 ]] || stop "--port takes 1 to 65535, not '$port'"
  [[ $agents =~ ^(|qemu|process)$ ]] || stop "--agents takes qemu or process, not '$agents'"
  [[ -n $war && -n $plugins || -z $war && -z $plugins ]] || stop "--war and --plugins go together"
  [[ -z $war || -f $war ]] || stop "there is no file $war"
  [[ -z $plugins || -d $plugins ]] || stop "there is no directory $plugins"
}

build_jenkins() {
  step "Building the plugins and gathering Jenkins (the first time this downloads about 150 MB)"
  rm -rf build.d/run/target
  mvnw -q -Prun -pl build.d/run -am -DskipTests -Dspotbugs.skip -Dspotless.check.skip verify
  war=build.d/run/target/jenkins.war
  plugins=build.d/run/target/plugins
}

furnish_home() {
  step "Setting up $home"
  mkdir -p "$home/plugins" "$home/jobs" "$home/git"
  home=$(cd "$home" && pwd)
  own_machines "$home"
  exec {home_lock}> "$home/.run-lock"
  flock -n "$home_lock" || stop "$home is in use by another ./build run"

  rm -rf "$home"/plugins/*
  local file
  for file in "$plugins"/*.[hj]pi; do
    cp "$file" "$home/plugins/$(basename "${file%.?pi}").jpi"
  done
  own_plugins_are_there
  make_repository jenkinsfile-library "$home/git/library.git"
  [[ -d $home/git/word-count.git ]] || make_repository build.d/run/project "$home/git/word-count.git"
  sample_jobs
  [[ -s $home/initial-password ]] || new_password
}

# With --plugins, ours may lie there or have been packaged before.
own_plugins_are_there() {
  local area
  for area in environments agent-provisioner artefacts logs; do
    [[ ! -f $home/plugins/calvinverse-$area.jpi ]] || continue
    [[ -f target/hpi/calvinverse-$area.hpi ]] || stop "calvinverse-$area.hpi is neither in $plugins nor in target/hpi (./build package)"
    cp "target/hpi/calvinverse-$area.hpi" "$home/plugins/calvinverse-$area.jpi"
  done
}

# A job somebody has changed stays as it is.
sample_jobs() {
  local job name
  for job in build.d/run/jobs/*; do
    name=$(basename "$job")
    [[ ! -d $home/jobs/$name ]] || continue
    mkdir -p "$home/jobs/$name"
    cp "$job/config.xml" "$home/jobs/$name/config.xml"
  done
  local project=$home/jobs/word-count/config.xml
  # The same job for whatever agents this time has
  sed "s,<url>[^<]*/word-count.git</url>,<url>$(project_url)</url>,; s,@PROJECT@,$(project_url)," "$project" > "$project.new"
  mv "$project.new" "$project"
}

new_password() {
  (umask 077 && head -c 15 /dev/urandom | base64 | tr -d '\n' | tr '+/' 'ab' > "$home/initial-password")
  password_is_new=yes
}

# An environment to look at: on a real Consul when it is here or can be had, else with fixed addresses.
start_consul() {
  environment=$top/build.d/run/environments/fixed.yaml
  step "Starting Consul"
  if ! bash build.d/services/consul.sh up > "$home/consul.log" 2>&1; then
    say "       without it: $(tail -n 1 "$home/consul.log")"
    return
  fi
  at_end "bash build.d/services/consul.sh down > /dev/null"
  until "$(part_program consul)" services register -name=builds -tag=active -address=127.0.0.1 -port="$port" > /dev/null 2>&1; do
    sleep 1
    ((++tries < 60)) || { say "       without it: it takes no services; its log: target/services/consul.log"; return; }
  done
  environment=$top/build.d/run/environments/consul.yaml
  mkdir -p "$home/jobs/release-configuration"
  cp build.d/run/environments/release-configuration.xml "$home/jobs/release-configuration/config.xml"
}

# A broker for the logs of builds, and somebody who reads them there as Logstash would.
start_broker() {
  step "Starting a broker for build logs"
  if ! bash build.d/services/qpid.sh up > "$home/broker.log" 2>&1; then
    say "       without it: $(tail -n 1 "$home/broker.log")"
    return
  fi
  at_end "bash build.d/services/qpid.sh down > /dev/null"
  mkdir -p "$home/reader"
  (cd "$home/reader" && "$(java_command | sed 's,java$,jar,')" xf "$home/plugins/calvinverse-logs.jpi" WEB-INF/lib)
  "$(java_command)" -cp "$home/reader/WEB-INF/lib/*:$(parts_cache)/qpid/qpid-broker/9.2.1/lib/slf4j-api-2.0.16.jar" \
    build.d/run/logs/ReadQueue.java 5673 "$home/shipped.log" > "$home/reader.log" 2>&1 < /dev/null &
  shipping=,$top/build.d/run/logs/shipping.yaml
}

start_jenkins() {
  step "Starting Jenkins"
  export CALVINVERSE_PASSWORD_FILE=$home/initial-password CALVINVERSE_URL=http://localhost:$port/
  export CALVINVERSE_LIBRARY=file://$home/git/library.git
  export CASC_JENKINS_CONFIG=$top/build.d/run/casc,$top/build.d/run/agents/$agents.yaml,$environment$shipping$publishing
  JENKINS_HOME=$home "$(java_command)" -Xmx1g -Djava.awt.headless=true -Djenkins.install.runSetupWizard=false \
    -Djenkins.model.Jenkins.slaveAgentPort=-1 -Dhudson.plugins.git.GitSCM.ALLOW_LOCAL_CHECKOUT=true \
    -jar "$war" --httpListenAddress=127.0.0.1 --httpPort="$port" > "$home/jenkins.log" 2>&1 < /dev/null &
  jenkins_pid=$!
}

await_jenkins() {
  local stage='' now
  while [[ $(http_status "$port" /login) != 200 ]]; do
    kill -0 "$jenkins_pid" 2> /dev/null || { tail -n 30 "$home/jenkins.log" >&2; stop "Jenkins did not start; its log: $home/jenkins.log"; }
    [[ $SECONDS -lt 1800 ]] || stop "Jenkins is not up after half an hour; its log: $home/jenkins.log"
    now=$(grep -oE 'Listed all plugins|Prepared all plugins|Started all plugins|Augmented all extensions|System config (loaded|adapted)|Loaded all jobs' \
      "$home/jenkins.log" | tail -n 1 || true)
    [[ $now == "$stage" ]] || say "       $now"
    stage=$now
    sleep 1
  done
}

welcome() {
  step "Jenkins is ready: http://localhost:$port"
  if [[ -n ${password_is_new:-} ]]; then
    say "       user admin, password $(cat "$home/initial-password")"
  else
    say "       user admin, password in $home/initial-password"
  fi
  [[ -z $shipping ]] || say "       Every line of every build arrives, through a broker, in $home/shipped.log; http://localhost:$port/manage/log-shipping shows how far."
  [[ -z $publishing ]] || say "       \"publish-word-count\" publishes into the Nexus at http://127.0.0.1:8081, which lives as long as this; its build page links there."
  say "       Open \"hello\" and press \"Build Now\". Ctrl-C stops Jenkins and every agent it started."
}
