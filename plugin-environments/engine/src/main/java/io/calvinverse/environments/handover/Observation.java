package io.calvinverse.environments.handover;

import java.time.Instant;

/**
 * What Vault and Consul show of a placed wrapper. The wrapper is looked at before the key: a machine deletes the key first and
 * opens the wrapper then, so an opened wrapper whose key is still there was opened by somebody else.
 *
 * @param now by Vault's clock, after the wrapper was looked at; null when it was not asked for
 */
public record Observation(boolean wrapperAlive, Key key, Instant now) {

    /** What is at the machine's key. */
    public enum Key {
        ABSENT,
        OURS,
        FOREIGN
    }

    /** Before anything is placed nothing needs to be looked at. */
    public static final Observation NONE = new Observation(false, Key.ABSENT, null);
}
