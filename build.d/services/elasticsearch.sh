#!/usr/bin/env bash
# Elasticsearch 8.19: the distribution for integration tests, from Maven Central.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=9200
version=8.19.21

home() { printf '%s/elasticsearch/elasticsearch-%s' "$(parts_cache)" "$version"; }

get() {
  [[ ! -x $(home)/bin/elasticsearch ]] || return 0
  local fresh
  fresh=$(parts_cache)/elasticsearch/fresh
  rm -rf "$fresh"
  step "Fetching Elasticsearch $version, once"
  mvnw -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack -Dmdep.useJvmChmod=true -DoutputDirectory="$fresh" \
    -Dartifact="org.elasticsearch.distribution.integ-test-zip:elasticsearch:$version:zip" || return 1
  rm -rf "$(home)"
  mv "$fresh/elasticsearch-$version" "$(home)"
  rm -rf "$fresh"
}

# It refuses to run as root, so root runs it as somebody else in a user namespace.
serve() {
  local as=()
  [[ $(id -u) -ne 0 ]] || as=(unshare --map-user=1000 --map-group=1000 --)
  mkdir -p tmp
  cp -r "$(home)/config" .
  printf '%s\n' "http.port: $port" 'network.host: 127.0.0.1' 'discovery.type: single-node' 'xpack.security.enabled: false' \
    "path.data: $PWD/data" "path.logs: $PWD/logs" > config/elasticsearch.yml
  ES_JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
  export ES_JAVA_HOME ES_PATH_CONF=$PWD/config ES_TMPDIR=$PWD/tmp ES_JAVA_OPTS='-Xms512m -Xmx512m'
  exec "${as[@]}" "$(home)/bin/elasticsearch"
}

part "$@"
