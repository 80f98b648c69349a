package io.calvinverse.provisioner.provider;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;

/**
 * A machine as its provider sees it.
 *
 * @param name the name it was created under
 * @param owner who it belongs to, read from the machine itself
 * @param template name of the template it was made from, read from the machine itself
 * @param state whether it runs
 * @param detail what the provider says about that, for people; may be empty
 */
public record Instance(String name, Owner owner, String template, State state, String detail) {

    /** Whether a machine runs. */
    public enum State {
        /** It runs or is on the way to. */
        RUNNING,
        /** It stopped by itself, or was never fully made, and still takes up room. */
        STOPPED
    }
}
