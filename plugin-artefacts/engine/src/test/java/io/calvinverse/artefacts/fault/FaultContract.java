package io.calvinverse.artefacts.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault at every request of a publication, once and lasting: at the end the artefact is there, identical, or the publication failed
 * naming why; and the same publication again succeeds.
 */
public abstract class FaultContract {

    /** Short, for faults that say nothing; whoever is slower than that fails, and succeeds when asked again. */
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    private static final Duration PATIENT = Duration.ofMinutes(1);

    @TempDir
    protected Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Publisher publisher = new Publisher(threads);
    private FaultProxy proxy;

    /** Port of the real server on loopback. */
    protected abstract int port();

    /** The repository as it is reached at that port. */
    protected abstract Repository repository(int port, Duration stall);

    protected abstract Samples samples();

    /** Whether it lets what is there be replaced. */
    protected boolean overwrites() {
        return true;
    }

    @BeforeEach
    void between() {
        proxy = new FaultProxy(port());
    }

    @AfterEach
    void end() {
        proxy.close();
        threads.shutdownNow();
    }

    /** How many pairs of a fault and a request to try, drawn by a seed; a test tagged {@code long} tries all. */
    protected int most() {
        return Integer.MAX_VALUE;
    }

    @TestFactory
    Stream<DynamicTest> everyFaultAtEveryRequest() throws Exception {
        int requests = requestsOfAPublication();
        long seed = Long.getLong("calvinverse.seed", System.nanoTime());
        List<DynamicTest> tests = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            IntStream.range(0, requests)
                    .forEach(at -> tests.add(DynamicTest.dynamicTest(
                            fault + " once at request " + at + " (calvinverse.seed=" + seed + ")",
                            () -> meets(fault, at, 1, "once-" + fault + at))));
        }
        Collections.shuffle(tests, new Random(seed));
        List<DynamicTest> drawn = new ArrayList<>(tests.subList(0, Math.min(most(), tests.size())));
        for (Fault fault : Fault.values()) {
            drawn.add(DynamicTest.dynamicTest(
                    fault + " for ever", () -> meets(fault, 0, Integer.MAX_VALUE, "ever-" + fault)));
        }
        return drawn.stream();
    }

    private int requestsOfAPublication() throws Exception {
        proxy.arm(Fault.NONE, 0, 0);
        publish(proxy.port(), PATIENT, sample("counted", 0));
        return proxy.seen().size();
    }

    private void meets(Fault fault, int at, int times, String name) throws Exception {
        Artefact artefact = sample(name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'), 0);
        proxy.arm(fault, at, times);
        boolean succeeded = false;
        try {
            publish(proxy.port(), IMPATIENT, artefact);
            succeeded = true;
        } catch (IOException e) {
            assertTrue(
                    e.getMessage().contains(artefact.coordinates().name())
                            || e.getMessage().contains("127.0.0.1"),
                    e.getMessage());
            assertFalse(e.getMessage().contains("null"), e.getMessage());
        }
        if (succeeded) {
            assertEquals(
                    Presence.State.EQUAL,
                    repository(port(), PATIENT).check(artefact).state());
        }
        proxy.arm(Fault.NONE, 0, 0);
        if (fault == Fault.DAMAGE && !overwrites() && refused(artefact)) {
            return;
        }
        publish(proxy.port(), PATIENT, artefact, again(fault));
        assertEquals(
                Presence.State.EQUAL,
                repository(port(), PATIENT).check(artefact).state());
    }

    /** What keeps a damaged one, and lets nothing be replaced, must say so. */
    private boolean refused(Artefact artefact) throws Exception {
        try {
            publish(proxy.port(), PATIENT, artefact);
            return false;
        } catch (IOException e) {
            assertTrue(e.getMessage().contains(artefact.coordinates().name()), e.getMessage());
            assertTrue(e.getMessage().contains("bump the version"), e.getMessage());
            return true;
        }
    }

    /** A damaged artefact lies there under the right name: to replace it somebody must say so. */
    private static OnConflict again(Fault fault) {
        return fault == Fault.DAMAGE ? OnConflict.OVERWRITE : OnConflict.FAIL;
    }

    @Test
    void aPassingFaultDoesNotFailAPublication() throws Exception {
        for (Fault fault :
                Arrays.asList(Fault.LATENCY, Fault.STATUS_500, Fault.STATUS_502, Fault.STATUS_503, Fault.STATUS_429)) {
            proxy.arm(fault, 0, 1);
            Artefact artefact = sample("passing-" + fault.ordinal(), 0);
            publish(proxy.port(), PATIENT, artefact);
            assertEquals(
                    Presence.State.EQUAL,
                    repository(port(), PATIENT).check(artefact).state(),
                    fault.name());
        }
    }

    private Artefact sample(String name, int variant) throws IOException {
        return samples().make(Files.createDirectories(folder.resolve(name)), name, variant);
    }

    private void publish(int port, Duration stall, Artefact artefact) throws Exception {
        publish(port, stall, artefact, OnConflict.FAIL);
    }

    private void publish(int port, Duration stall, Artefact artefact, OnConflict onConflict) throws Exception {
        publisher.publish(
                repository(port, stall), List.of(artefact), new Terms(onConflict, false, 2), PublicationListener.NONE);
    }
}
