#!/usr/bin/env bash
# Nexus Repository 3.71 OSS, from Maven Central: raw, Maven and apt repositories.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=8081 patience=3000
version=3.71.0-06

home() { printf '%s/nexus/nexus-base-template-%s' "$(parts_cache)" "$version"; }

get() {
  [[ ! -x $(home)/bin/nexus ]] || return 0
  local fresh
  fresh=$(parts_cache)/nexus/fresh
  rm -rf "$fresh"
  step "Fetching Nexus $version, once"
  mvnw -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack -Dmdep.useJvmChmod=true -DoutputDirectory="$fresh" \
    -Dartifact="org.sonatype.nexus.assemblies:nexus-base-template:$version:zip" || return 1
  rm -rf "$(home)"
  mv "$fresh/nexus-base-template-$version" "$(home)"
  rm -rf "$fresh"
}

# User admin, password admin123, as its fixed first password is.
serve() {
  mkdir -p data/etc data/log data/tmp
  printf '%s\n' "application-port=$port" 'application-host=127.0.0.1' 'nexus.security.randompassword=false' \
    'nexus.onboarding.enabled=false' > data/etc/nexus.properties
  export KARAF_DATA=$PWD/data JAVA_MIN_MEM=512m JAVA_MAX_MEM=1024m DIRECT_MAX_MEM=512m
  exec "$(home)/bin/nexus" server
}

part "$@"
