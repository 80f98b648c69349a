package io.calvinverse.environments.machines;

import java.time.Instant;
import java.util.List;

/**
 * What Consul knows of a machine.
 *
 * @param state of it
 * @param node its name in Consul, which an image may have invented; empty if it was never seen
 * @param since when it was first seen in that state
 * @param asOf when all this was certain
 * @param trouble why nothing newer is known; empty while all is well. Then {@link State#GONE} and {@link State#FAILED} are no proof
 * @param rivals other nodes, present now, that claim its name or its address: who is who cannot be told while there are any
 */
public record Sighting(State state, String node, Instant since, Instant asOf, String trouble, List<String> rivals) {

    /** How a machine fares. */
    public enum State {
        /** Consul has not answered yet. */
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

    public Sighting {
        rivals = List.copyOf(rivals);
    }

    /** Registered as a machine is expected to: its address, its agent answering, and nobody else under its name. */
    public boolean registered() {
        return state == State.PASSING && rivals.isEmpty();
    }
}
