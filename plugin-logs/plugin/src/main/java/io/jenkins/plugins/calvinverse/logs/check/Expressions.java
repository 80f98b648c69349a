package io.jenkins.plugins.calvinverse.logs.check;

import io.calvinverse.logs.mask.Patterns;

/** Regular expressions of what to hide, one a line. */
public final class Expressions {
    private Expressions() {}

    /** What is wrong with them, or null. */
    public static String problem(String lines) {
        return Refusal.of(() -> new Patterns(Lines.of(lines)));
    }
}
