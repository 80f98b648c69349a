/**
 * Runs the body on an agent with a label, in a fresh checkout of the project the Jenkinsfile came with.
 *
 * <pre>
 * buildOnFreshAgent(label: 'linux', timeoutMinutes: 20) {
 *     sh './gradlew check'
 * }
 * </pre>
 *
 * When the agent itself is lost (its machine died, its connection broke), the whole of it runs once more on another
 * one; a body that fails does not run again. The time limit counts from the moment the agent is there, not while the
 * build waits for one.
 */
def call(Map options, Closure body) {
    check(options)
    int timeoutMinutes = options.timeoutMinutes == null ? 30 : options.timeoutMinutes
    boolean withCheckout = options.checkout != false

    retry(count: 2, conditions: [agent(), nonresumable()]) {
        node(options.label) {
            timeout(time: timeoutMinutes, unit: 'MINUTES') {
                if (withCheckout) {
                    checkout(scm)
                }
                body()
            }
        }
    }
}

def call(Closure body) {
    call([:], body)
}

private void check(Map options) {
    def known = ['label', 'timeoutMinutes', 'checkout']
    def unknown = options.keySet().findAll { !known.contains(it) }
    if (unknown) {
        refuse("does not know ${unknown.join(', ')}; it takes ${known.join(', ')}")
    }
    if (!(options.label instanceof CharSequence) || !options.label.toString().trim()) {
        refuse("needs a label, as in buildOnFreshAgent(label: 'linux') { … }")
    }
    def minutes = options.timeoutMinutes
    if (minutes != null && !(minutes instanceof Integer && minutes > 0)) {
        refuse("takes a whole number of minutes above 0 as timeoutMinutes, not '${minutes}'")
    }
    if (options.checkout != null && !(options.checkout instanceof Boolean)) {
        refuse("takes true or false as checkout, not '${options.checkout}'")
    }
}

private void refuse(String why) {
    error("buildOnFreshAgent ${why}")
}
