package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * How a machine is seen in Consul.
 *
 * @param node its name in Consul, which its image may have invented; empty if it was never seen
 * @param since when it was first seen in that state
 * @param asOf when all this was certain
 * @param trouble why nothing newer is known; empty while all is well. Then {@link State#GONE} and {@link State#FAILED} prove
 *     nothing: it may be Consul that is away
 * @param rivals other nodes that claim its name or address now: who is who cannot be told while there are any
 */
public record MachineRegistration(
        State state, String node, Instant since, Instant asOf, String trouble, List<String> rivals)
        implements Serializable {

    /** States of a machine in Consul's catalog. */
    public enum State {
        /** Consul has not answered yet, or the environment has none. */
        UNCERTAIN,
        /** Never seen. */
        ABSENT,
        /** In the catalog, without the check every agent has: entered by somebody else, or just now. */
        REGISTERED,
        /** In the catalog, and its agent answers. */
        PASSING,
        /** In the catalog, but its agent does not answer. */
        FAILED,
        /** Was there, and has left or was taken out. */
        GONE
    }

    public MachineRegistration {
        rivals = List.copyOf(rivals);
    }

    /** As a machine is expected to be: its agent answers, and nobody else claims its name or address. */
    public boolean registered() {
        return state == State.PASSING && rivals.isEmpty();
    }
}
