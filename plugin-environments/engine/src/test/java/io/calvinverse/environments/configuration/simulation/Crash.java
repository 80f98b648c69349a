package io.calvinverse.environments.configuration.simulation;

/** A writer is killed here. An Error: nothing on its way may handle it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
        super("killed", null, false, false);
    }
}
