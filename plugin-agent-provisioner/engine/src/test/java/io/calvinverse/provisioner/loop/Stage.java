package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.MachineNames;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A reconciler with everything around it in one's own hands: calls answer at once, time passes by hand. */
final class Stage implements Provider, Agents, FleetListener {
    static final Owner OWNER = new Owner("controller", "fleet");

    final HandClock clock = new HandClock();
    final MemoryJournal journal = new MemoryJournal();
    final List<Demand> demand = new ArrayList<>();
    final Map<String, AgentView> agents = new HashMap<>();
    final Map<String, Instance> there = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    final List<String> news = new ArrayList<>();
    final List<Runnable> tasks = new ArrayList<>();
    ProviderException refusal;
    IOException expectation;
    IOException withdrawal;
    ProviderException settlement;
    boolean settles;
    RuntimeException console;
    RuntimeException deaf;
    boolean quiet = true;
    boolean configured = true;
    FleetSpec spec = new FleetSpec(OWNER, 10, List.of(template(1, 0)));
    Reconciler reconciler;

    static TemplateSpec template(int executors, int maxUses) {
        return new TemplateSpec(
                "t",
                "p",
                "v1",
                executors,
                maxUses,
                0,
                10,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                new TemplateSpec.Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2)),
                Map.of());
    }

    Stage open() throws IOException {
        Ports ports = new Ports(
                clock,
                tasks::add,
                tasks::add,
                new MachineNames(new SplittableRandom(1)),
                this,
                () -> List.copyOf(demand),
                id -> configured ? this : null,
                this);
        reconciler = new Reconciler(spec, journal, ports, Pace.DEFAULT);
        return this;
    }

    /** A round, and then the calls it made. */
    void round() {
        reconciler.round();
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    /** Rounds, a second apart. */
    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
            clock.seconds(1);
        }
    }

    void wants(int items) {
        demand.clear();
        if (items > 0) {
            demand.add(new Demand("l", List.of("t"), items));
        }
    }

    /** Rounds until there is a machine whose agent is connected. */
    String online() {
        wants(1);
        rounds(2);
        String name = journal.ledger.machines().keySet().iterator().next();
        agents.put(name, new AgentView(true, true, 0));
        wants(0);
        rounds(1);
        return name;
    }

    Machine machine(String name) {
        return reconciler.view().machines().get(name);
    }

    long count(String call) {
        return calls.stream().filter(c -> c.startsWith(call)).count();
    }

    @Override
    public boolean settles() {
        return settles;
    }

    @Override
    public void settle(String name) throws ProviderException {
        calls.add("settle " + name);
        if (settlement != null) {
            throw settlement;
        }
    }

    @Override
    public String id() {
        return "p";
    }

    @Override
    public void create(Order order) throws ProviderException {
        calls.add("create " + order.name());
        if (refusal != null) {
            throw refusal;
        }
        there.put(
                order.name(), new Instance(order.name(), order.owner(), order.template(), Instance.State.RUNNING, ""));
    }

    @Override
    public List<Instance> list() {
        calls.add("list");
        return List.copyOf(there.values());
    }

    @Override
    public void destroy(String name) {
        calls.add("destroy " + name);
        there.remove(name);
    }

    @Override
    public String console(String name, int limit) {
        calls.add("console " + name);
        if (console != null) {
            throw console;
        }
        return "login:";
    }

    @Override
    public Probe probe() {
        return new Probe(true, "");
    }

    @Override
    public Map<String, AgentView> observe() {
        return Map.copyOf(agents);
    }

    @Override
    public void expect(Machine machine) throws IOException {
        calls.add("expect " + machine.name());
        if (expectation != null) {
            throw expectation;
        }
        agents.putIfAbsent(machine.name(), new AgentView(false, true, 0));
    }

    @Override
    public Order.Bootstrap bootstrap(Machine machine) {
        return new Order.Bootstrap("http://localhost/", machine.name(), "secret");
    }

    @Override
    public boolean quiesce(String name) {
        calls.add("quiesce " + name);
        return quiet;
    }

    @Override
    public void withdraw(String name) throws IOException {
        calls.add("withdraw " + name);
        if (withdrawal != null) {
            throw withdrawal;
        }
        agents.remove(name);
    }

    @Override
    public void moved(Machine machine, Phase before, Instant at) {
        news.add(before + " -> " + machine.phase());
        if (deaf != null) {
            throw deaf;
        }
    }

    @Override
    public void console(Machine machine, String text) {
        news.add("console " + text);
    }
}
