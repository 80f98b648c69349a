package io.calvinverse.provisioner.machine;

/**
 * Where a machine stands between the decision to have it and the proof that it is gone. The order is the order of life:
 * a machine never goes back. Idle and busy are not phases but observations, see {@link Machine#running()}.
 */
public enum Phase {
    /** The intent is on disk; nothing was asked of the provider yet. */
    PLANNED,
    /** The create call was sent; its answer may never come. */
    CREATING,
    /** The provider confirmed the machine; nothing was heard of it yet. */
    BOOTING,
    /** Its environment shows it, its agent has not connected yet. Machines without an environment skip this. */
    REGISTERED,
    /** The agent connected at least once. */
    ONLINE,
    /** Takes no new build; the running ones finish. */
    DRAINING,
    /** Its agent is withdrawn and its destruction asked for, until the provider no longer lists it. */
    TERMINATING,
    /** The provider confirmed that it no longer exists. */
    GONE;

    /** The machine exists or is about to, and has not served yet. */
    public boolean coming() {
        return compareTo(ONLINE) < 0;
    }

    /** The machine serves builds or will. */
    public boolean serving() {
        return coming() || this == ONLINE;
    }
}
