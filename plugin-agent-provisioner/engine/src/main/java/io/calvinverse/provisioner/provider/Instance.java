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
 * @param host short host name it was told to take; empty where that is not known
 * @param address of it in its network; empty where that is not known
 */
public record Instance(
        String name, Owner owner, String template, State state, String detail, String host, String address) {

    /** One whose host name and address are not known. */
    public Instance(String name, Owner owner, String template, State state, String detail) {
        this(name, owner, template, state, detail, "", "");
    }

    /** Whether a machine runs. */
    public enum State {
        /** It runs or is on the way to. */
        RUNNING,
        /** It stopped by itself, or was never fully made, and still takes up room. */
        STOPPED
    }
}
