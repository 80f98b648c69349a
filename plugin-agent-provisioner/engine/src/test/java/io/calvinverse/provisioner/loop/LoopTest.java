package io.calvinverse.provisioner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.machine.MachineNames;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread itself; what a round does is tested elsewhere. A round is seen by its look at the workload. */
@Timeout(60)
class LoopTest {
    private final Semaphore looked = new Semaphore(0);
    private final Semaphore go = new Semaphore(1_000_000);
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final MemoryJournal journal = new MemoryJournal();
    private volatile RuntimeException defect;

    private Loop open() throws IOException {
        Stage stage = new Stage();
        Ports ports = new Ports(
                stage.clock,
                task -> {},
                task -> {},
                new MachineNames(new SplittableRandom(1)),
                stage,
                this::look,
                id -> null,
                new FleetListener() {});
        Reconciler reconciler = new Reconciler(new FleetSpec(Stage.OWNER, 1, List.of()), journal, ports, Pace.DEFAULT);
        return new Loop(reconciler, task -> {
            thread.set(new Thread(task, "loop"));
            return thread.get();
        });
    }

    private List<Demand> look() {
        rounds.incrementAndGet();
        looked.release();
        go.acquireUninterruptibly();
        if (defect != null) {
            throw defect;
        }
        return List.of();
    }

    @Test
    void roundsComeAlsoWhenNobodyWakes() throws Exception {
        try (Loop loop = open()) {
            looked.acquire(3);
            assertTrue(thread.get().isAlive());
        }
    }

    @Test
    void manyWakesAreOneRound() throws Exception {
        go.drainPermits();
        try (Loop loop = open()) {
            loop.wake();
            looked.acquire();
            for (int i = 0; i < 1_000; i++) {
                loop.wake();
            }
            go.release();
            looked.acquire();
            go.release(1_000);
        }
        assertTrue(rounds.get() <= 3, rounds + " rounds");
    }

    @Test
    void aDefectCostsOneRound() throws Exception {
        defect = new IllegalStateException("a defect in the controller");
        try (Loop loop = open()) {
            loop.wake();
            looked.acquire(2);
            defect = null;
            loop.wake();
            looked.acquire();
        }
    }

    @Test
    void theEndWaitsForTheRoundAndClosesTheJournal() throws Exception {
        Loop loop = open();
        loop.wake();
        looked.acquire();
        loop.close();
        assertFalse(thread.get().isAlive());
        assertTrue(journal.closed);
        int after = rounds.get();
        loop.wake();
        assertEquals(after, rounds.get());
    }
}
