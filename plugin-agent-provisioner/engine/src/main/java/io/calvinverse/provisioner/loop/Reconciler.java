package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.Action;
import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.Cordon;
import io.calvinverse.provisioner.fleet.Decider;
import io.calvinverse.provisioner.fleet.Decision;
import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.Shortage;
import io.calvinverse.provisioner.fleet.Situation;
import io.calvinverse.provisioner.fleet.Supply;
import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.journal.Ledger;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brings one fleet to what its configuration and its workload ask for, round by round: take in what happened, look,
 * decide, commit, act. It is the only one that creates or destroys machines and the only writer of the journal.
 *
 * <p>{@link #round} is called by one thread, see {@link Loop}; everything else may be called by any thread, returns at
 * once and takes effect in the next round.
 */
public final class Reconciler {
    /** Place of troubles with the journal. */
    static final String JOURNAL = "journal";

    private final Ports ports;
    private final Journal journal;
    private final Ledger ledger;
    private final Instant started;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Usage usage = new Usage();
    private final Memory memory = new Memory();
    private final Calls calls;
    private final Effects effects;
    private final Drafts drafts;
    /** Facts and commands that wait for their commit, in order. */
    private final List<Action> pending = new ArrayList<>();
    /** Those of them that a call brought to light. */
    private final Set<Action> facts = new HashSet<>();

    private volatile FleetView view;
    /** As committed last: a copy is made when something was committed, not each round. */
    private Map<String, Machine> machines;

    private FleetSpec spec;
    /** The journal may lack machines that were not found yet. */
    private boolean damaged;

    /** Reads the journal; acts only when {@link #round} is called. */
    public Reconciler(FleetSpec spec, Journal journal, Ports ports, Pace pace) throws IOException {
        this.spec = spec;
        this.journal = journal;
        this.ports = ports.shielded();
        this.ledger = journal.replay();
        this.started = ports.clock().instant();
        this.calls = new Calls(ports.clock(), inbox::add, pace.call());
        this.effects = new Effects(this.ports, calls, memory, pace, started, this::fact);
        this.drafts = new Drafts(ports.names());
        this.view = FleetView.empty(spec, started);
        this.damaged = !journal.damage().isEmpty();
        if (damaged) {
            memory.troubles.put(JOURNAL + " as found", journal.damage());
            pending.addAll(Drafts.precautions(ledger.machines().values()));
            ledger.machines().values().forEach(usage::assume);
            // What it says of them may be old: their agents may have come and gone.
            ledger.machines().keySet().forEach(memory::expected);
        }
        publish(List.of(), Map.of(), Map.of(), started);
    }

    /** The fleet as of the last round. */
    public FleetView view() {
        return view;
    }

    /** Another configuration of the same fleet. */
    public void configure(FleetSpec next) {
        inbox.add(() -> spec = next);
    }

    /**
     * A machine accepted a build. Counts at once.
     *
     * @return completes when that is journaled, on the loop's thread: a build that waits for it before it touches the
     *     machine is counted also when the controller crashes
     */
    public CompletionStage<Void> accepted(String machine) {
        return usage.accepted(machine);
    }

    /** A build that a machine accepted ended, however. */
    public void completed(String machine) {
        usage.completed(machine);
    }

    /** The machine with all builds counted, also those of this moment; null when it is not known. */
    public Machine current(String machine) {
        Machine known = view.machines().get(machine);
        return known == null ? null : usage.current(known);
    }

    /** Has one more machine of a template, whether or not something waits; within the caps and breakers. */
    public void launch(String template, String why) {
        inbox.add(() -> pending.add(new Action.Launch(template, why)));
    }

    /** Lets a machine finish its builds and then destroys it. */
    public void drain(String machine, String why) {
        command(machine, Phase.DRAINING, why);
    }

    /** Destroys a machine whatever it does. */
    public void destroy(String machine, String why) {
        command(machine, Phase.TERMINATING, why);
    }

    private void command(String name, Phase to, String why) {
        inbox.add(() -> {
            Machine machine = ledger.machines().get(name);
            if (machine != null && machine.phase().compareTo(to) < 0) {
                pending.add(new Action.Move(name, to, false, why));
            }
        });
    }

    /** Closes the breaker of a template. */
    public void retry(String template) {
        inbox.add(() -> memory.breakers.remove(template));
    }

    /** One round. */
    public void round() {
        Instant now = ports.clock().instant();
        for (Runnable message = inbox.poll(); message != null; message = inbox.poll()) {
            message.run();
        }
        calls.expire(now);
        Usage.Drained builds = usage.drain(ledger.machines());
        Map<String, AgentView> agents = ports.agents().observe();
        // After the agents: a build that starts in between is seen in neither place, and never in both.
        List<Demand> demand = ports.workload().observe();
        memory.look(ledger.machines(), agents, now);
        memory.look(ledger.machines(), ports.environments(), now);
        boolean committed = commit(builds, ready(agents, demand, now), agents, now);
        List<Shortage> shortages = view.shortages();
        Map<String, String> cordoned = view.cordoned();
        try {
            if (committed) {
                pending.clear();
                facts.clear();
                Situation situation = situation(agents, demand, now);
                Decision decision = Decider.decide(situation);
                shortages = decision.shortages();
                cordoned = Cordon.of(situation);
                boolean sighted = damaged && situation.sighted();
                if (commit(Usage.Drained.NONE, decision.actions(), agents, now) && sighted) {
                    damaged = false;
                    journal.repaired();
                }
                effects.withdraw(decision.actions(), now);
            }
            effects.pursue(spec, ledger.machines(), agents, unsaved(builds, committed), now);
        } finally {
            publish(shortages, cordoned, agents, now);
            if (committed) {
                usage.settle(builds);
            }
        }
    }

    /** Machines of which the journal does not know everything, because it cannot be written. */
    private Set<String> unsaved(Usage.Drained builds, boolean committed) {
        Set<String> names = new HashSet<>();
        for (Action action : pending) {
            if (action instanceof Action.Move move) {
                names.add(move.machine());
            } else if (action instanceof Action.Quiesced quiesced) {
                names.add(quiesced.machine());
            }
        }
        if (!committed) {
            names.addAll(builds.taken().keySet());
        }
        return names;
    }

    /** Facts may be learnt twice while the journal cannot be written. */
    private void fact(Action action) {
        if (facts.add(action)) {
            pending.add(action);
        }
    }

    private List<Action> ready(Map<String, AgentView> agents, List<Demand> demand, Instant now) {
        return pending.isEmpty() ? List.of() : Supply.allowed(pending, situation(agents, demand, now));
    }

    private Situation situation(Map<String, AgentView> agents, List<Demand> demand, Instant now) {
        return new Situation(
                spec,
                ledger.machines(),
                memory.watches,
                memory.breakers,
                agents,
                memory.memberships,
                memory.inventories,
                memory.departed,
                damaged,
                demand,
                started,
                now);
    }

    private boolean commit(Usage.Drained builds, List<Action> actions, Map<String, AgentView> agents, Instant now) {
        if (actions.isEmpty() && builds.events().isEmpty()) {
            return true;
        }
        List<Event> events = new ArrayList<>(builds.events());
        events.addAll(drafts.events(actions, spec, ledger.machines(), usage::current, agents, now));
        if (events.isEmpty()) {
            return true;
        }
        Map<String, Machine> before = new LinkedHashMap<>();
        events.forEach(event -> before.put(event.machine(), ledger.machines().get(event.machine())));
        try {
            journal.append(events);
        } catch (IOException e) {
            memory.troubles.put(
                    JOURNAL, "no machine can be ordered or released, because the journal cannot be written: " + e);
            return false;
        }
        memory.troubles.remove(JOURNAL);
        machines = null;
        events.forEach(event -> tell(event, before, now));
        return true;
    }

    /** @param before the machines as they were before this event; brought up to date */
    private void tell(Event event, Map<String, Machine> before, Instant now) {
        Machine old = before.get(event.machine());
        Machine fresh = Ledger.after(old, event);
        before.put(event.machine(), fresh);
        if (event instanceof Event.Counted) {
            memory.used(event.machine(), now);
        } else if (event instanceof Event.Moved moved && moved.phase() == Phase.GONE && old != null) {
            fresh = old.moved(Phase.GONE, moved.at(), moved.failed(), moved.cause());
        }
        if (fresh != null && (old == null || old.phase() != fresh.phase())) {
            memory.moved(old, fresh, now);
            ports.listener().moved(fresh, old == null ? null : old.phase(), now);
        }
    }

    private void publish(
            List<Shortage> shortages, Map<String, String> cordoned, Map<String, AgentView> agents, Instant now) {
        if (machines == null) {
            machines = Collections.unmodifiableMap(new LinkedHashMap<>(ledger.machines()));
        }
        view = new FleetView(
                spec,
                machines,
                Map.copyOf(agents),
                Map.copyOf(memory.breakers),
                List.copyOf(shortages),
                Map.copyOf(memory.memberships),
                Map.copyOf(cordoned),
                memory.foreign(spec.owner()),
                Map.copyOf(memory.troubles),
                now);
        ports.listener().published(view);
    }

    /**
     * Journals the builds that were not yet, interrupts what is under way and closes the journal; called on the loop's
     * thread or after its end.
     */
    public void close() throws IOException {
        calls.stop();
        Usage.Drained builds = usage.drain(ledger.machines());
        if (commit(builds, List.of(), Map.of(), ports.clock().instant())) {
            usage.settle(builds);
        }
        journal.close();
    }
}
