package io.calvinverse.environments.configuration.simulation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many small worlds. {@code -Dsimulation.seeds=N} plays more of them, {@code -Dsimulation.seed=S} one, with its story.
 */
class SimulationTest {

    private static final Logger RETRIES = Logger.getLogger("io.calvinverse.environments.configuration.publish");

    @BeforeAll
    static void silence() {
        RETRIES.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        RETRIES.setLevel(null);
    }

    @Test
    void everyWorldComesRight() {
        Long seed = Long.getLong("simulation.seed");
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "writer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Simulation simulation = new Simulation(threads);
            if (seed != null) {
                simulation.play(seed, true).story.forEach(System.out::println);
                return;
            }
            for (long next = 0; next < Long.getLong("simulation.seeds", 10_000); next++) {
                simulation.play(next, false);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
