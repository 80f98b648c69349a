package io.calvinverse.provisioner.provider;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** The words in which {@link ProviderContract} is written, and what a provider's test must bring. */
public abstract class ProviderFixture {
    protected static final Owner OURS = new Owner("controller-1", "fleet-1");
    protected static final Owner FOREIGN = new Owner("controller-2", "fleet-1");
    protected static final String PASSWORD = "p4ssw0rd-of-the-contract";

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private final Set<String> ordered = Collections.synchronizedSet(new TreeSet<>());

    /** A new instance for the same, at first empty, place; callable from any thread. */
    protected abstract Provider provider();

    /** Settings of a machine that writes {@link #bootLine} and goes on running. */
    protected abstract Map<String, String> lasting();

    /** Settings of a machine that writes {@link #lastWords} and stops by itself. */
    protected abstract Map<String, String> failing();

    /** Leaves what a call of create leaves behind that was cut off by a crash before the machine ran. */
    protected abstract void halfMake(Order order) throws Exception;

    /** How many machines of that name really run, found out without the provider. */
    protected abstract int running(String name) throws Exception;

    protected abstract String bootLine(String name);

    protected abstract String lastWords();

    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    protected Order order(Owner owner, Map<String, String> settings) {
        String name = "contract-" + SERIAL.incrementAndGet();
        ordered.add(name);
        return new Order(
                name,
                owner,
                "template-1",
                "1.0.0",
                Instant.parse("2030-01-01T00:00:00Z"),
                settings,
                new Order.Bootstrap("http://127.0.0.1:1/", name, PASSWORD));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (String name : ordered) {
            provider().destroy(name);
        }
        await("all is gone", () -> provider().list().isEmpty());
        for (String name : ordered) {
            assertTrue(running(name) == 0, name + " still runs");
        }
    }

    protected Optional<Instance> listed(String name) throws Exception {
        return provider().list().stream().filter(i -> i.name().equals(name)).findFirst();
    }

    protected long listedTimes(String name) throws Exception {
        return provider().list().stream().filter(i -> i.name().equals(name)).count();
    }

    protected static Set<String> names(List<Instance> instances) {
        return instances.stream().map(Instance::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Something that may fail. */
    @FunctionalInterface
    protected interface Step {
        void run() throws Exception;
    }

    protected void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience().toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                fail("not within " + patience().toSeconds() + " s: " + what);
            }
            Thread.sleep(20);
        }
    }

    /** Runs steps in many threads that begin together. */
    protected static List<Throwable> atOnce(int each, Step... steps) throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (Step step : steps) {
            for (int i = 0; i < each; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        begin.await();
                        step.run();
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                });
                thread.start();
                threads.add(thread);
            }
        }
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return failures;
    }

    /** Interrupts a step after a while; it must return soon, with an InterruptedException if it was cut short. */
    protected static void interrupted(int micros, Step step) throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        thread.start();
        TimeUnit.MICROSECONDS.sleep(micros);
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(5));
        assertFalse(thread.isAlive(), "still at it 5 s after it was interrupted");
        for (Throwable failure : failures) {
            assertTrue(failure instanceof InterruptedException, () -> "an interrupt is no failure, but got " + failure);
        }
    }
}
