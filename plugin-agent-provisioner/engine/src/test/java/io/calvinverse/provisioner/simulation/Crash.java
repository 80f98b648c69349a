package io.calvinverse.provisioner.simulation;

/** The controller's process ends here and now. An error, so that nothing takes it for a failure it could handle. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("crash", null, false, false);
    }
}
