package io.calvinverse.provisioner.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small worlds. {@code -Dsimulation.seeds=N} plays more of them, {@code -Dsimulation.seed=S} one, with its story. */
class SimulationTest {

    @Test
    void everyWorldComesRight(@TempDir Path directory) throws InterruptedException {
        Long seed = Long.getLong("simulation.seed");
        Simulation simulation = new Simulation(directory);
        if (seed != null) {
            simulation.story(seed).forEach(System.out::println);
            simulation.play(seed);
            return;
        }
        long seeds = Long.getLong("simulation.seeds", 10_000);
        AtomicLong right = new AtomicLong();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            simulation.play(0, seeds, threads, right::addAndGet).ifPresent(failed -> fail(failed));
        } finally {
            threads.shutdownNow();
        }
        assertEquals(seeds, right.get());
    }
}
