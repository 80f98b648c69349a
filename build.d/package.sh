# ./build package: the four .hpi, each within its size budget and with no library a second time.

# Plugin and most bytes
budgets() {
  printf '%s\n' \
    "environments 2000000" \
    "agent-provisioner 4000000" \
    "artefacts 2000000" \
    "logs 3000000"
}

# Jenkins or one of its API plugins brings these; a second copy in a plugin makes types that do not fit each other.
foreign_libraries='^(guava|jackson-|slf4j-|servlet-api|jakarta\.servlet|javax\.servlet|log4j|logback|commons-logging)'

main() {
  own_processes
  have_java
  step "Asking Maven for Jenkins"
  jenkins_resolves || stop "$(jenkins_obstacle): the plugins cannot be packaged"
  step "Packaging"
  mvnw -q -pl "$(plugin_modules | paste -sd ,)" -am clean verify -DskipTests
  rm -rf target/hpi
  mkdir -p target/hpi
  local area most fine=yes
  say
  while read -r area most; do
    check_plugin "$area" "$most" || fine=no
  done < <(budgets)
  [[ $fine == yes ]] || stop "a plugin is over its budget or bundles what it must not"
}

check_plugin() {
  local area=$1 most=$2 file=plugin-$1/plugin/target/calvinverse-$1.hpi size libraries bad fine=0
  [[ -f $file ]] || { warn "$file was not built"; return 1; }
  cp "$file" target/hpi/
  size=$(stat -c %s "$file")
  libraries=$("$(jar_command)" tf "$file" | sed -n 's,^WEB-INF/lib/\(.*\.jar\)$,\1,p' | grep -vxF "calvinverse-$area.jar" || true)
  printf '%-36s %9d of %9d bytes; bundles: %s\n' "target/hpi/calvinverse-$area.hpi" "$size" "$most" "${libraries:-nothing}" | tr '\n' ' '
  say
  bad=$(grep -E "$foreign_libraries" <<< "$libraries" || true)
  [[ -z $bad ]] || { warn "calvinverse-$area bundles $bad, which Jenkins or an API plugin provides"; fine=1; }
  [[ $size -le $most ]] || { warn "calvinverse-$area has $size bytes; its budget is $most"; fine=1; }
  return "$fine"
}

jar_command() { printf '%s' "${JAVA_HOME:+$JAVA_HOME/bin/}jar"; }
