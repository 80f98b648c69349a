package io.calvinverse.environments.machines;

import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Check;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.Node;
import io.calvinverse.environments.consul.Rhythm;
import io.calvinverse.environments.consul.Sight;
import io.calvinverse.environments.consul.Surroundings;
import io.calvinverse.environments.consul.Watch;
import io.calvinverse.environments.machines.Sighting.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Watches which machines are in Consul's catalog. Asking costs no request and never waits; while Consul is away the answers stay what they
 * were, grow old and say so. Thread-safe.
 */
public final class Machines implements AutoCloseable {

    private final Watch<List<Node>> nodes;
    private final Watch<List<Check>> serf;
    private final Clock clock;
    private final Runnable listener;
    private volatile Roster roster = Roster.EMPTY;

    /** @param listener told, on a thread it must not hold up, that some machine may have changed */
    public Machines(Consul consul, Rhythm rhythm, Surroundings surroundings, Runnable listener) {
        this.clock = surroundings.clock();
        this.listener = listener;
        this.nodes = new Watch<>(consul, Catalog.nodes(), rhythm, surroundings, sight -> update());
        this.serf = new Watch<>(consul, Catalog.serfHealth(), rhythm, surroundings, sight -> update());
    }

    /** Begins to watch; done when the first answers are there. */
    public CompletableFuture<Void> start() {
        return CompletableFuture.allOf(nodes.start().first(), serf.start().first());
    }

    /**
     * The machine at an address.
     *
     * @param address as its provider reports it; empty where that is not known, and it is found by its name
     * @param name it should have, or empty when its image invents one
     */
    public Sighting at(String address, String name) {
        Sight<List<Node>> seen = nodes.sight();
        Sight<List<Check>> checked = serf.sight();
        Instant asOf = seen.asOf().isBefore(checked.asOf()) ? seen.asOf() : checked.asOf();
        String trouble = seen.trouble().isEmpty() ? checked.trouble() : seen.trouble();
        if (seen.value().isEmpty() || checked.value().isEmpty()) {
            return new Sighting(State.UNCERTAIN, "", asOf, asOf, trouble, List.of());
        }
        return roster.at(address, name, asOf, trouble);
    }

    private void update() {
        if (renewed()) {
            listener.run();
        }
    }

    /** Both watches come here, each on a thread of its own: the later must not be overtaken by what the earlier had read. */
    private synchronized boolean renewed() {
        Sight<List<Node>> seen = nodes.sight();
        Sight<List<Check>> checked = serf.sight();
        if (seen.value().isEmpty() || checked.value().isEmpty()) {
            return false;
        }
        Roster before = roster;
        roster = before.next(seen.value().get(), checked.value().get(), clock.instant());
        return !before.equals(roster);
    }

    @Override
    public void close() {
        nodes.close();
        serf.close();
    }
}
