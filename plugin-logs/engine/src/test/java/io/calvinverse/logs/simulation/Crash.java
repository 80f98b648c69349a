package io.calvinverse.logs.simulation;

/** The controller dies here. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
        super("crash", null, false, false);
    }
}
