package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;
import java.time.Instant;

/**
 * How far a machine's identity is. Holds no secret.
 *
 * @param machine its name
 * @param host its host name; empty until it is known
 * @param since when this state began
 * @param trouble why it does not go on, or what happened; empty while all is well
 */
public record MachineIdentity(String machine, State state, String host, Instant since, String trouble)
        implements Serializable {

    /** In the order in which a machine passes them, except for the alarm. */
    public enum State {
        /** The record has not been read yet, as in the first moments of a controller: nothing follows from this. */
        UNCERTAIN,
        /** Nothing is known of such a machine, and no token of it is alive: it was never expected, or has been ended. */
        NONE,
        /** Waits for Consul to show a machine at its address. Not recorded: expect it again after a restart. */
        WAITING,
        /** A token is being made, or made again. */
        ISSUING,
        /** The wrapped token lies where the machine looks for it. */
        PLACED,
        /** The machine has taken its token. */
        HELD,
        /** Somebody else opened it, or put something else there. Its token is ended: destroy the machine, use it for nothing. */
        ALARMED,
        /** The machine goes, and its token is being ended. */
        ENDING
    }

    /** Whether the machine may be let go: nothing of it is alive. */
    public boolean ended() {
        return state == State.NONE;
    }
}
