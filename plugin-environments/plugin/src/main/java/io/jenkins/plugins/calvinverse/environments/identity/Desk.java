package io.jenkins.plugins.calvinverse.environments.identity;

import io.calvinverse.environments.handover.Handovers;
import io.calvinverse.environments.handover.Passage;
import io.calvinverse.environments.vault.VaultException;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.spi.ExpectedMachine;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity.State;
import io.jenkins.plugins.calvinverse.environments.spi.MachineListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.AtmostOneTaskExecutor;

/**
 * The identities of an environment's machines. What is asked for is noted on any thread, in memory; turns, one at a time on a thread
 * that may wait, do something about it, and record it.
 */
public final class Desk {
    private static final Logger LOGGER = Logger.getLogger(Desk.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 4;

    private final String environment;
    private final Path file;
    private final AtmostOneTaskExecutor<Void> turns;
    private final AtomicInteger failures = new AtomicInteger();
    private final Map<String, ExpectedMachine> waiting = new ConcurrentHashMap<>();
    private final Map<String, Instant> going = new ConcurrentHashMap<>();
    private final Set<String> anew = ConcurrentHashMap.newKeySet();
    private volatile Shown shown = Shown.UNREAD;
    private volatile boolean closed;
    private Book book;
    private ScheduledFuture<?> next;

    Desk(String environment, Path file, ExecutorService threads) {
        this.environment = environment;
        this.file = file;
        this.turns = new AtmostOneTaskExecutor<>(threads, this::turn);
    }

    public String environment() {
        return environment;
    }

    /** Why its record cannot be read; empty while all is well. */
    public String trouble() {
        return shown.trouble();
    }

    public void expect(ExpectedMachine machine) {
        boolean known = going.containsKey(machine.name()) || shown.states().containsKey(machine.name());
        if (!known && Desks.get().gives(environment, machine.template(), machine.role())) {
            ExpectedMachine before = waiting.put(machine.name(), machine);
            if (!machine.equals(before)) {
                wake();
            }
        }
    }

    public void again(String machine) {
        anew.add(machine);
        wake();
    }

    public void gone(String machine) {
        boolean waited = waiting.remove(machine) != null;
        // Also one that waited: the turn of this moment may just give it its token.
        boolean known = waited || !shown.read() || shown.states().containsKey(machine);
        if (known && going.putIfAbsent(machine, Instant.now()) == null) {
            wake();
        }
    }

    public MachineIdentity look(String machine) {
        // Noted before shown: what is noted is forgotten only once it is shown.
        Instant goes = going.get(machine);
        ExpectedMachine waits = waiting.get(machine);
        Shown now = shown;
        MachineIdentity known = now.states().get(machine);
        if (goes != null && (known == null || known.state() != State.ENDING)) {
            return new MachineIdentity(machine, State.ENDING, "", goes, now.trouble());
        } else if (known != null) {
            return known;
        } else if (waits != null) {
            return now.waiting(waits);
        }
        State state = now.read() ? State.NONE : State.UNCERTAIN;
        return new MachineIdentity(machine, state, "", Instant.EPOCH, now.trouble());
    }

    /** Whether nothing of a machine that goes is alive, or its end is recorded. */
    public boolean released(String machine) {
        // In this order, see above.
        boolean noted = going.containsKey(machine) || waiting.containsKey(machine);
        Shown now = shown;
        MachineIdentity known = now.states().get(machine);
        return known == null ? now.read() && !noted : known.state() == State.ENDING;
    }

    public List<MachineIdentity> all() {
        List<MachineIdentity> all = new ArrayList<>();
        waiting.values().forEach(each -> all.add(look(each.name())));
        shown.states().keySet().stream()
                .filter(each -> !waiting.containsKey(each))
                .forEach(each -> all.add(look(each)));
        return all;
    }

    /** Consul shows other machines than before. */
    void machinesChanged() {
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    /** There is something to do, or to look at. */
    void wake() {
        if (!closed) {
            turns.submit();
        }
    }

    private Void turn() {
        Shown before = shown;
        boolean well = true;
        try {
            well = work();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Identities of machines of " + environment + " do not go on");
            shown = before.broken(String.valueOf(e.getMessage()));
            well = false;
        }
        failures.updateAndGet(well ? any -> 0 : many -> Math.min(many + 1, MOST_DOUBLINGS));
        if (!before.states().equals(shown.states()) || !before.trouble().equals(shown.trouble())) {
            MachineListener.tell(environment);
        }
        if (next != null) {
            next.cancel(false);
        }
        if (!closed && (!waiting.isEmpty() || !going.isEmpty() || shown.restless())) {
            Duration pause = PAUSE.multipliedBy(1L << failures.get());
            next = Connections.get().clockwork().schedule(this::wake, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        return null;
    }

    private boolean work() throws IOException {
        if (waiting.isEmpty() && !Files.exists(file)) {
            going.clear();
            anew.clear();
            shown = Shown.NOTHING;
            return true;
        }
        book = Book.suited(book, environment, file);
        Handovers handovers = book.handovers();
        List<String> went = List.copyOf(going.keySet());
        for (String machine : went) {
            handovers.gone(machine);
        }
        boolean well = repeat(handovers);
        Admission admission = Admission.of(environment, handovers, List.copyOf(waiting.values()));
        well &= handovers.round();
        List<Passage> open = handovers.open();
        shown = Shown.of(open, book.troubles(), admission.troubles());
        // In this order: whoever looks meanwhile must not find nothing.
        admission.admitted().forEach(waiting::remove);
        went.forEach(going::remove);
        return well;
    }

    private boolean repeat(Handovers handovers) throws IOException {
        for (String machine : List.copyOf(anew)) {
            try {
                handovers.again(machine);
            } catch (IllegalArgumentException e) {
                LOGGER.log(Level.INFO, e::getMessage);
            } catch (VaultException e) {
                LOGGER.log(Level.WARNING, e, () -> "Vault did not end the former token of " + machine);
                return false;
            }
            anew.remove(machine);
        }
        return true;
    }

    /** Leaves the record as it is; the next start of the controller goes on from there. */
    void close() {
        closed = true;
    }
}
