package io.jenkins.plugins.calvinverse.artefacts.server;

import hudson.util.FormValidation;

/** A problem as an exception, for configuration as code, and as a mark on a field. */
final class Refusal {
    private Refusal() {}

    /** @param problem null for none */
    static void unless(String problem) {
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    static FormValidation field(String problem) {
        return problem == null ? FormValidation.ok() : FormValidation.error(problem);
    }
}
