# Programs of the engines, without Jenkins.

# engine_classpath MODULE: builds it, and prints what java -cp takes, tests included.
engine_classpath() {
  local module=$1 file=target/story.classpath
  mvnw -q -Dengines.only -pl "$module" -am -DskipTests -Dspotbugs.skip -Dspotless.check.skip \
    verify dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$file" >&2
  printf '%s:%s:%s' "$module/target/classes" "$module/target/test-classes" "$(cat "$module/$file")"
}
