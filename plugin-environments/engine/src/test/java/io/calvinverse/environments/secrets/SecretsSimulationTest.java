package io.calvinverse.environments.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecretsSimulationTest {

    private static final int SEEDS = Integer.getInteger("secrets.seeds", 10_000);
    private static final long FIRST = Long.getLong("secrets.seed", 1);
    /** Held, or the level set on it could be forgotten with it. */
    private static final Logger LOG = Logger.getLogger("io.calvinverse.environments.secrets");

    @BeforeAll
    static void hush() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    /** No seed may leave a lease or token behind, revoke what is in use, or lose a block. */
    @Test
    void withFaults() {
        int rollOvers = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            SecretsSimulation simulation = new SecretsSimulation(seed, true);
            run(simulation, seed);
            rollOvers += simulation.rollOvers;
        }
        assertTrue(SEEDS < 1000 || rollOvers > SEEDS / 10, "too few roll-overs to prove anything: " + rollOvers);
    }

    /** Without faults no secret of an open block ever ends. */
    @Test
    void withoutFaults() {
        for (long seed = FIRST; seed < FIRST + SEEDS / 10; seed++) {
            SecretsSimulation simulation = new SecretsSimulation(seed, false);
            simulation.watch();
            run(simulation, seed);
        }
    }

    private static void run(SecretsSimulation simulation, long seed) {
        try {
            simulation.run();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + " (" + simulation.logins + ")", e);
        }
        assertEquals(List.of(), simulation.violations, "seed " + seed + " (" + simulation.logins + ")");
    }
}
