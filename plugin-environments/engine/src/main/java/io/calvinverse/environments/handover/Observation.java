package io.calvinverse.environments.handover;

/**
 * What Vault and Consul show of a placed wrapper. The wrapper is looked at before the key: a machine deletes the key first and
 * opens the wrapper then, so an opened wrapper whose key is still there was opened by somebody else.
 */
public record Observation(boolean wrapperAlive, Key key) {

    /** What is at the machine's key. */
    public enum Key {
        ABSENT,
        OURS,
        FOREIGN
    }

    /** Before anything is placed nothing needs to be looked at. */
    public static final Observation NONE = new Observation(false, Key.ABSENT);
}
