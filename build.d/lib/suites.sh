# Rows of the table that Maven's reports do not give.

# suite NAME RUN FAILED SKIPPED WHY
suite() {
  mkdir -p target/suites
  local IFS=$'\t'
  printf '%s\n' "$*" >> target/suites/rows.tsv
}

forget_suites() {
  rm -rf target/suites
  find . -path ./node_modules -prune -o -type d \( -name surefire-reports -o -name failsafe-reports \) -path '*/target/*' -print0 \
    | xargs -0 -r rm -rf
}

# suites_of MODULE REASON FAILED?: a row for each test class of the module that left no report.
suites_without_report() {
  local module=$1 why=$2 failed=$3 file class tests
  while IFS= read -r file; do
    class=$(basename "$file")
    class=${class%.*}
    tests=$(grep -cE '^ *@(Test|ParameterizedTest|TestFactory|RepeatedTest|Property)\b' "$file" || true)
    [[ $tests -gt 0 ]] || continue
    compgen -G "$module/target/*-reports/TEST-*.$class.xml" > /dev/null && continue
    if grep -qE '@Tag\("(long|bench)"\)' "$file"; then
      suite "${module#plugin-} $class" 0 0 "$tests" "too long for test: ./build story, ./build bench"
    elif [[ $failed == failed ]]; then
      suite "${module#plugin-} $class" 0 1 0 "$why"
    else
      suite "${module#plugin-} $class" 0 0 "$tests" "$why"
    fi
  done < <(find "$module/src/test" "$module/test" -name '*Test.java' -o -name '*Test.groovy' 2> /dev/null | sort)
}

print_table() {
  say
  "$(java_command)" build.d/report/Table.java
}
