package io.calvinverse.logs.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Many small worlds. {@code -Dsimulation.seeds=N} plays more of them, {@code -Dsimulation.seed=S} one, with its story. */
class SimulationTest {

    private static final Logger LOGGER = Logger.getLogger("io.calvinverse.logs");

    @Test
    void everyLineOfEveryWorldArrives() throws IOException {
        Long one = Long.getLong("simulation.seed");
        if (one != null) {
            play(one, true);
            return;
        }
        LOGGER.setLevel(Level.OFF);
        try {
            long seeds = Long.getLong("simulation.seeds", 10_000);
            for (long seed = 0; seed < seeds; seed++) {
                play(seed, false);
            }
        } finally {
            LOGGER.setLevel(null);
        }
    }

    private static void play(long seed, boolean tell) throws IOException {
        try (World world = new World(seed)) {
            try {
                world.play(20 + (int) (seed % 150));
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed + " (-Dsimulation.seed=" + seed + ")", e);
            }
            List<String> faults = world.faults();
            if (tell) {
                world.story.forEach(System.out::println);
            }
            if (!faults.isEmpty()) {
                fail("seed " + seed + " (-Dsimulation.seed=" + seed + "): " + String.join("\n", faults));
            }
        }
    }
}
