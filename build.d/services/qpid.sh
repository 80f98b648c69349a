#!/usr/bin/env bash
# A broker for trials: Apache Qpid Broker-J, from Maven Central, in one JVM, with everything in memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=5673
version=9.2.1

home() { printf '%s/qpid/qpid-broker/%s' "$(parts_cache)" "$version"; }

get() {
  [[ ! -d $(home)/lib ]] || return 0
  local fresh
  fresh=$(parts_cache)/qpid/fresh
  rm -rf "$fresh"
  step "Fetching Qpid Broker-J $version, once (45 MB)"
  mvnw -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack -DoutputDirectory="$fresh" \
    -Dartifact="org.apache.qpid:apache-qpid-broker-j:$version:tar.gz:bin" || return 1
  rm -rf "$(parts_cache)/qpid/qpid-broker"
  mv "$fresh/qpid-broker" "$(parts_cache)/qpid/qpid-broker"
  rm -rf "$fresh"
}

# With a queue for build logs, as Calvinverse's operators make it.
serve() {
  cat > broker.json << END
{"name": "trial", "modelVersion": "9.0",
 "authenticationproviders": [{"name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
   "users": [{"name": "jenkins", "type": "managed", "password": "jenkins"}]}],
 "ports": [{"name": "amqp", "type": "AMQP", "port": "$port", "bindingAddress": "127.0.0.1", "authenticationProvider": "plain",
   "virtualhostaliases": [{"name": "nameAlias", "type": "nameAlias"}]}],
 "virtualhostnodes": [{"name": "vhost.logs", "type": "Memory", "virtualHostInitialConfiguration":
   "{\"name\": \"vhost.logs\", \"type\": \"Memory\", \"queues\": [{\"name\": \"builds\", \"durable\": true}]}"}]}
END
  exec "$(java_command)" -Xmx256m -Dqpid.work_dir="$PWD" -cp "$(home)/lib/*" org.apache.qpid.server.Main -st Memory -icp broker.json
}

part "$@"
