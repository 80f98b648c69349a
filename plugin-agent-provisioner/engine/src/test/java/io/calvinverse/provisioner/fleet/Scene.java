package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A situation put together piece by piece. Time stands at {@link #NOW}; the engine started an hour before. */
final class Scene {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Owner OWNER = new Owner("controller", "fleet");
    static final TemplateSpec.Limits LIMITS = new TemplateSpec.Limits(
            Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofMinutes(4));

    final Map<String, Machine> machines = new LinkedHashMap<>();
    final Map<String, Watch> watches = new HashMap<>();
    final Map<String, Breaker> breakers = new HashMap<>();
    final Map<String, AgentView> agents = new HashMap<>();
    final Map<String, Membership> memberships = new HashMap<>();
    final Map<String, Inventory> inventories = new HashMap<>();
    final Map<String, Instant> departed = new HashMap<>();
    final List<Demand> demand = new ArrayList<>();
    final List<TemplateSpec> templates = new ArrayList<>();
    int cap = 100;
    boolean damaged;
    Instant started = NOW.minusSeconds(3_600);

    static Instant ago(long seconds) {
        return NOW.minusSeconds(seconds);
    }

    static TemplateSpec template(String name, int executors, int maxUses, int spare, int cap) {
        return new TemplateSpec(
                name,
                "p",
                "v1",
                executors,
                maxUses,
                spare,
                cap,
                Duration.ofMinutes(2),
                Duration.ofHours(24),
                LIMITS,
                Map.of());
    }

    Scene with(TemplateSpec... specs) {
        templates.addAll(Arrays.asList(specs));
        return this;
    }

    /** A machine of template {@code t} in a phase for so many seconds, without an agent. */
    Machine machine(String name, Phase phase, long seconds) {
        return put(new Machine(
                name,
                "t",
                "p",
                "v1",
                1,
                0,
                phase,
                ago(seconds),
                ago(seconds),
                NOW.plusSeconds(3_600),
                0,
                0,
                false,
                "cause"));
    }

    Machine put(Machine machine) {
        machines.put(machine.name(), machine);
        watches.put(machine.name(), new Watch(machine.since(), machine.since(), machine.since(), null, null, null));
        return machine;
    }

    /** The same machine with an agent that is connected since the machine is in its phase. */
    Scene online(String name, int busy) {
        agents.put(name, new AgentView(true, true, busy));
        Instant since = machines.get(name).since();
        watches.put(name, new Watch(busy > 0 ? null : since, null, null, null, null, null));
        return this;
    }

    Scene offline(String name, long seconds) {
        agents.put(name, new AgentView(false, true, 0));
        watches.put(name, new Watch(ago(seconds), ago(seconds), null, null, null, null));
        return this;
    }

    /** The machine becomes a member of an environment, which sees it like that for so many seconds. */
    Scene member(String name, Membership.State state, long seconds) {
        machines.computeIfPresent(name, (n, machine) -> machine.in("e"));
        memberships.put(name, new Membership(state, "", "", false));
        watches.computeIfPresent(name, (n, watch) -> watch.member(memberships.get(n), ago(seconds)));
        return this;
    }

    /** The provider's last two listings, the later one asked for so many seconds ago. */
    Scene listed(long seconds, Instance... instances) {
        Inventory before = Inventory.of(ago(seconds + 2), List.of(instances), null);
        inventories.put("p", Inventory.of(ago(seconds), List.of(instances), before));
        return this;
    }

    static Instance instance(String name, Instance.State state) {
        return new Instance(name, OWNER, "t", state, "exit 1");
    }

    Scene wants(String label, int items, String... names) {
        demand.add(new Demand(label, List.of(names), items));
        return this;
    }

    Situation situation() {
        return new Situation(
                new FleetSpec(OWNER, cap, templates),
                machines,
                watches,
                breakers,
                agents,
                memberships,
                inventories,
                departed,
                damaged,
                demand,
                started,
                NOW);
    }

    Decision decide() {
        return Decider.decide(situation());
    }

    /** The actions as short texts: {@code launch t}, {@code m ONLINE}, {@code m TERMINATING failed}. */
    List<String> actions() {
        return decide().actions().stream().map(Scene::text).toList();
    }

    private static String text(Action action) {
        if (action instanceof Action.Launch launch) {
            return "launch " + launch.template();
        } else if (action instanceof Action.Move move) {
            return move.machine() + " " + move.to() + (move.failed() ? " failed" : "");
        } else if (action instanceof Action.Recount recount) {
            return recount.machine() + " uses " + recount.uses() + " running " + recount.running();
        } else if (action instanceof Action.Adopt adopt) {
            return "adopt " + adopt.machine();
        } else if (action instanceof Action.Reclaim reclaim) {
            return "reclaim " + reclaim.machine();
        }
        return "withdraw " + ((Action.Withdraw) action).agent();
    }
}
