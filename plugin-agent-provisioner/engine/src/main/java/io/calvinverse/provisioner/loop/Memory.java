package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.Breaker;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.Inventory;
import io.calvinverse.provisioner.fleet.Membership;
import io.calvinverse.provisioner.fleet.Watch;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the loop knows beside the journal and may lose in a crash. It belongs to the loop. */
final class Memory {
    private static final Duration REMEMBER = Duration.ofHours(1);

    final Map<String, Watch> watches = new HashMap<>();
    final Map<String, Breaker> breakers = new HashMap<>();
    final Map<String, Inventory> inventories = new HashMap<>();
    final Map<String, Membership> memberships = new HashMap<>();
    final Map<String, Instant> departed = new HashMap<>();
    final Map<String, String> troubles = new TreeMap<>();
    /** Machines whose agents the controller has, or had. */
    private final Set<String> expected = new HashSet<>();

    private final Set<String> refusedForRoom = new HashSet<>();
    private final Set<String> consoles = new HashSet<>();
    /** Providers by id, and when they were last of use. */
    private final Map<String, Instant> providers = new TreeMap<>();

    /** One more look at the agents. */
    void look(Map<String, Machine> machines, Map<String, AgentView> agents, Instant now) {
        machines.forEach((name, machine) -> {
            AgentView agent = agents.get(name);
            if (agent != null) {
                expected.add(name);
            }
            Watch watch = watches.getOrDefault(name, Watch.NONE).seen(agent, now);
            watches.put(name, machine.phase().coming() && !expects(name) ? watch.awaited() : watch);
        });
        watches.keySet().retainAll(machines.keySet());
        expected.retainAll(machines.keySet());
        departed.values().removeIf(at -> at.plus(REMEMBER).isBefore(now));
    }

    /** One more look at the environments. */
    void look(Map<String, Machine> machines, Environments environments, Instant now) {
        memberships.keySet().retainAll(machines.keySet());
        machines.forEach((name, machine) -> {
            if (!machine.environment().isEmpty()) {
                Inventory inventory = inventories.get(machine.provider());
                Instance listed =
                        inventory == null ? null : inventory.instances().get(name);
                Membership membership = environments.observe(machine, listed);
                memberships.put(name, membership);
                watches.computeIfPresent(name, (n, watch) -> watch.member(membership, now));
            }
        });
    }

    /** Whether the controller was made to expect the agent of a machine, in this run. */
    boolean expects(String machine) {
        return expected.contains(machine);
    }

    void expected(String machine) {
        expected.add(machine);
    }

    void listed(String provider, Instant asked, List<Instance> instances) {
        inventories.put(provider, Inventory.of(asked, instances, inventories.get(provider)));
        troubles.remove(provider);
    }

    /** The provider had no room for a machine: its failure opens the breaker at once. */
    void noRoom(String machine) {
        refusedForRoom.add(machine);
    }

    /** Whether the console of a machine is to be asked for: once, since it must not keep the machine alive. */
    boolean wantsConsole(Machine machine) {
        return machine.failed() && consoles.add(machine.name());
    }

    /** An attempt to create a machine ended. */
    void created(String machine, Instant at) {
        watches.merge(machine, Watch.NONE.createdAt(at), (watch, none) -> watch.createdAt(at));
    }

    /** The provider accepted the destruction of a machine. */
    void destroyed(String machine, Instant at) {
        watches.merge(machine, Watch.NONE.destroyedAt(at), (watch, none) -> watch.destroyedAt(at));
    }

    /** A build was accepted on a machine or ended there. */
    void used(String machine, Instant now) {
        watches.computeIfPresent(machine, (name, watch) -> watch.usedAt(now));
    }

    /** A machine entered a phase; {@code before} is as it was, null for a new one. */
    void moved(Machine before, Machine after, Instant now) {
        boolean unproven = before == null || before.phase().coming();
        if (after.phase() == Phase.TERMINATING && after.failed() && unproven) {
            boolean full = refusedForRoom.remove(after.name());
            breakers.compute(
                    after.template(),
                    (t, breaker) -> (breaker == null ? Breaker.CLOSED : breaker).failed(now, full, after.cause()));
        } else if (after.phase() == Phase.ONLINE && unproven) {
            breakers.remove(after.template());
        } else if (after.phase() == Phase.GONE) {
            departed.put(after.name(), now);
            refusedForRoom.remove(after.name());
            consoles.remove(after.name());
        }
    }

    /**
     * The providers to be listed: those in use, and for a while those that were, because a creation that was given up
     * may come true late. Forgets what belongs to others, and to templates that are no longer there.
     */
    Set<String> providers(FleetSpec spec, Set<String> used, Instant now) {
        used.forEach(id -> providers.put(id, now));
        providers.values().removeIf(last -> last.plus(REMEMBER).isBefore(now));
        inventories.keySet().retainAll(providers.keySet());
        breakers.keySet().removeIf(template -> spec.template(template).isEmpty());
        return providers.keySet();
    }

    /** Forgets the troubles with what is no longer there. */
    void retainTroubles(Predicate<String> matters) {
        troubles.keySet().removeIf(place -> !matters.test(place));
    }

    /** Machines of other owners, as last listed. */
    List<Instance> foreign(FleetSpec.Owner owner) {
        List<Instance> foreign = new ArrayList<>();
        for (Inventory inventory : inventories.values()) {
            for (Instance instance : inventory.instances().values()) {
                if (!instance.owner().equals(owner)) {
                    foreign.add(instance);
                }
            }
        }
        return Collections.unmodifiableList(foreign);
    }
}
