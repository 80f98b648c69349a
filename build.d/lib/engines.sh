# Programs of the engines, without Jenkins.

# build_engines AREA…: engines with their tests, and what java -cp takes of each in its target/story.classpath.
build_engines() {
  local modules=("${@/#/plugin-}")
  mvnw -q -Dengines.only -pl "$(IFS=, && printf '%s' "${modules[*]/%//engine}")" -am -DskipTests -Dspotbugs.skip -Dspotless.check.skip \
    verify dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/story.classpath >&2
}

# engine_classpath AREA: of one that was built.
engine_classpath() {
  local module=plugin-$1/engine
  printf '%s:%s:%s' "$module/target/classes" "$module/target/test-classes" "$(cat "$module/target/story.classpath")"
}
