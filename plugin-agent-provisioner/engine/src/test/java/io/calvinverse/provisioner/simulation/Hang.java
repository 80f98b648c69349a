package io.calvinverse.provisioner.simulation;

/** The call never comes back. An error, so that no answer is made of it. */
final class Hang extends Error {
    private static final long serialVersionUID = 1L;

    Hang() {
        super("hang", null, false, false);
    }
}
