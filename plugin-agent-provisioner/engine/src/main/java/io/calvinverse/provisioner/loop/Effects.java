package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.Action;
import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.Inventory;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.fleet.Watch;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes the calls that the journaled state asks for. It looks at what is committed, not at what was just decided, so
 * that a call lost in a crash is simply made again.
 */
final class Effects {
    private static final String LIST = "list ";
    private static final String EXPECT = "expect ";
    private static final int CONSOLE_CHARACTERS = 64 * 1024;
    /** A listing may lag behind a destruction; only after that is it asked for again. */
    private static final Duration DESTROY_AGAIN = Duration.ofSeconds(30);

    private final Ports ports;
    private final Calls calls;
    private final Memory memory;
    private final Pace pace;
    private final Instant started;
    private final Consumer<Action> facts;
    private final Settling settling;

    /**
     * @param started when this run began
     * @param facts takes what the calls brought to light, to be committed in the next round
     */
    Effects(Ports ports, Calls calls, Memory memory, Pace pace, Instant started, Consumer<Action> facts) {
        this.ports = ports;
        this.calls = calls;
        this.memory = memory;
        this.pace = pace;
        this.started = started;
        this.facts = facts;
        this.settling = new Settling(ports, calls, memory.troubles);
    }

    /** @param unsaved machines of which something waits for its commit: nothing is asked for until then */
    void pursue(
            FleetSpec spec,
            Map<String, Machine> machines,
            Map<String, AgentView> agents,
            Set<String> unsaved,
            Instant now) {
        Set<String> changing = new HashSet<>();
        Set<String> providers = new HashSet<>();
        spec.templates().forEach(t -> providers.add(t.provider()));
        for (Machine machine : machines.values()) {
            providers.add(machine.provider());
            if (machine.phase() != Phase.ONLINE) {
                changing.add(machine.provider());
            }
            if (!unsaved.contains(machine.name())) {
                pursue(spec, machines, machine, agents.get(machine.name()), now);
            }
        }
        Set<String> listed = memory.providers(spec, providers, now);
        Predicate<String> present = key -> machines.containsKey(key) || agents.containsKey(key);
        calls.retain(key -> key.startsWith(LIST) || present.test(subject(key)));
        settling.retain(machines.keySet());
        memory.retainTroubles(
                place -> present.test(place) || listed.contains(place) || place.startsWith(Reconciler.JOURNAL));
        listed.forEach(id -> list(id, changing.contains(id) || !sighted(id) ? pace.changing() : pace.steady(), now));
    }

    private static String subject(String key) {
        int prefix =
                key.startsWith(EXPECT) ? EXPECT.length() : key.startsWith(Settling.KEY) ? Settling.KEY.length() : 0;
        return key.substring(prefix);
    }

    /** Until then machines may be there that nobody knows, and whose builds cannot go on. */
    private boolean sighted(String provider) {
        Inventory inventory = memory.inventories.get(provider);
        return inventory != null && inventory.tells(started);
    }

    private void pursue(FleetSpec spec, Map<String, Machine> machines, Machine machine, AgentView agent, Instant now) {
        switch (machine.phase()) {
            // Its agent is added a round later: that costs the controller more, and must not keep the provider waiting.
            case PLANNED -> create(spec, machines, machine, now);
            case CREATING -> {
                create(spec, machines, machine, now);
                expect(spec, machine, now);
            }
            case BOOTING, REGISTERED -> expect(spec, machine, now);
            case ONLINE -> settling.pursue(machine, now);
            case DRAINING -> {
                if (machine.running() == 0 && (agent == null || agent.busy() == 0)) {
                    quiesce(machine, now);
                }
            }
            case TERMINATING -> destroy(machine, now);
            default -> {}
        }
    }

    /** A machine takes longer to boot than this, and a thousand ordered together need not wait for each other. */
    private void expect(FleetSpec spec, Machine machine, Instant now) {
        String name = machine.name();
        String key = EXPECT + name;
        if (memory.expects(name) || spec.template(machine.template()).isEmpty() || !calls.free(key, "expect", now)) {
            return;
        }
        Callable<Void> body = () -> {
            ports.agents().expect(machine);
            return null;
        };
        calls.start(ports.clerks(), key, "expect", now, body, new Calls.Outcome<>() {
            @Override
            public void done(Void nothing) {
                memory.expected(name);
                memory.troubles.remove(name);
            }

            @Override
            public void failed(Exception e) {
                memory.troubles.put(name, "its agent could not be added and is tried again: " + text(e));
            }
        });
    }

    private void create(FleetSpec spec, Map<String, Machine> machines, Machine machine, Instant now) {
        TemplateSpec template = spec.template(machine.template()).orElse(null);
        if (template == null || !calls.free(machine.name(), "create", now)) {
            return;
        }
        if (machine.phase() == Phase.PLANNED) {
            facts.accept(new Action.Move(machine.name(), Phase.CREATING, false, machine.cause()));
        }
        calls.start(
                ports.executor(),
                machine.name(),
                "create",
                now,
                () -> create(spec.owner(), machine, template),
                new Calls.Outcome<>() {
                    @Override
                    public void done(Void nothing) {
                        ended();
                        facts.accept(new Action.Move(machine.name(), Phase.BOOTING, false, "the provider made it"));
                    }

                    @Override
                    public void failed(Exception e) {
                        ended();
                        Machine current = machines.get(machine.name());
                        if (current == null || current.phase().compareTo(Phase.CREATING) > 0) {
                            return;
                        }
                        Kind kind = e instanceof ProviderException p ? p.kind() : unexpected(e);
                        if (kind == Kind.EXHAUSTED) {
                            memory.noRoom(machine.name());
                        }
                        boolean over = kind != Kind.UNAVAILABLE;
                        facts.accept(new Action.Move(
                                machine.name(), over ? Phase.TERMINATING : Phase.CREATING, over, text(e)));
                    }

                    private void ended() {
                        memory.created(machine.name(), ports.clock().instant());
                    }
                });
    }

    private Void create(FleetSpec.Owner owner, Machine machine, TemplateSpec template)
            throws IOException, InterruptedException {
        Order.Bootstrap bootstrap = ports.agents().bootstrap(machine);
        if (!machine.environment().isEmpty()) {
            Duration boot = template.limits().create().plus(template.limits().boot());
            bootstrap = ports.environments().introduce(machine, boot, bootstrap);
        }
        provider(machine.provider())
                .create(new Order(
                        machine.name(),
                        owner,
                        machine.template(),
                        machine.image(),
                        machine.leaseEnd(),
                        template.settings(),
                        bootstrap));
        return null;
    }

    private void quiesce(Machine machine, Instant now) {
        if (!calls.free(machine.name(), "quiesce", now)) {
            return;
        }
        calls.start(
                ports.clerks(),
                machine.name(),
                "quiesce",
                now,
                () -> ports.agents().quiesce(machine.name()),
                new Calls.Outcome<>() {
                    @Override
                    public void done(Boolean quiet) {
                        if (quiet) {
                            facts.accept(new Action.Quiesced(machine.name()));
                        }
                    }

                    @Override
                    public void failed(Exception e) {
                        memory.troubles.put(machine.name(), "its agent could not be quiesced: " + text(e));
                    }
                });
    }

    private void destroy(Machine machine, Instant now) {
        Watch watch = memory.watches.getOrDefault(machine.name(), Watch.NONE);
        boolean accepted = watch.destroyed() != null;
        boolean asked = accepted && !stillListed(machine, watch);
        if (asked || !calls.free(machine.name(), "destroy", now) || !calls.free(EXPECT + machine.name(), "", now)) {
            return;
        }
        boolean console = memory.wantsConsole(machine);
        calls.start(
                ports.executor(),
                machine.name(),
                "destroy",
                now,
                () -> destroy(machine, console),
                new Calls.Outcome<>() {
                    @Override
                    public void done(Void nothing) {
                        memory.destroyed(machine.name(), ports.clock().instant());
                        memory.troubles.remove(machine.name());
                    }

                    @Override
                    public void failed(Exception e) {
                        memory.troubles.put(machine.name(), "it could not be destroyed and is tried again: " + text(e));
                    }
                });
    }

    private boolean stillListed(Machine machine, Watch watch) {
        Inventory inventory = memory.inventories.get(machine.provider());
        return inventory != null
                && inventory.asked().isAfter(watch.destroyed().plus(DESTROY_AGAIN))
                && inventory.instances().containsKey(machine.name());
    }

    /** An agent that cannot be withdrawn, for example because the controller's disk is full, keeps no machine alive. */
    private Void destroy(Machine machine, boolean console) throws IOException, InterruptedException {
        Exception withdrawal = null;
        try {
            ports.agents().withdraw(machine.name());
        } catch (IOException | RuntimeException e) {
            withdrawal = e;
        }
        Provider provider = provider(machine.provider());
        if (console) {
            ports.listener().console(machine, console(provider, machine.name()));
        }
        provider.destroy(machine.name());
        if (withdrawal != null) {
            throw new IOException("its agent could not be removed: " + text(withdrawal), withdrawal);
        }
        return null;
    }

    private static String console(Provider provider, String name) throws InterruptedException {
        try {
            return provider.console(name, CONSOLE_CHARACTERS);
        } catch (ProviderException | RuntimeException e) {
            return "The provider could not give its console: " + text(e);
        }
    }

    private void list(String id, Duration every, Instant now) {
        Inventory last = memory.inventories.get(id);
        boolean due = last == null || !now.isBefore(last.asked().plus(every));
        String key = LIST + id;
        if (!due || !calls.free(key, "list", now)) {
            return;
        }
        calls.start(ports.executor(), key, "list", now, () -> provider(id).list(), new Calls.Outcome<List<Instance>>() {
            @Override
            public void done(List<Instance> instances) {
                memory.listed(id, now, instances);
            }

            @Override
            public void failed(Exception e) {
                memory.troubles.put(id, "its machines cannot be listed: " + text(e));
            }
        });
    }

    /** Removes the agents that have no machine. */
    void withdraw(List<Action> actions, Instant now) {
        for (Action action : actions) {
            if (action instanceof Action.Withdraw withdraw && calls.free(withdraw.agent(), "withdraw", now)) {
                calls.start(
                        ports.clerks(),
                        withdraw.agent(),
                        "withdraw",
                        now,
                        () -> remove(withdraw.agent()),
                        new Calls.Outcome<>() {
                            @Override
                            public void done(Void nothing) {
                                memory.troubles.remove(withdraw.agent());
                            }

                            @Override
                            public void failed(Exception e) {
                                memory.troubles.put(withdraw.agent(), "this agent could not be removed: " + text(e));
                            }
                        });
            }
        }
    }

    private Void remove(String agent) throws IOException {
        ports.agents().withdraw(agent);
        return null;
    }

    private Provider provider(String id) throws ProviderException {
        Provider provider = ports.providers().apply(id);
        if (provider == null) {
            throw new ProviderException(
                    Kind.UNAVAILABLE, "provider " + id + " is not configured any more; configure it again");
        }
        return provider;
    }

    private static Kind unexpected(Exception e) {
        return e instanceof IOException || e instanceof InterruptedException ? Kind.UNAVAILABLE : Kind.REFUSED;
    }

    private static String text(Exception e) {
        return e instanceof ProviderException && e.getMessage() != null ? e.getMessage() : e.toString();
    }
}
