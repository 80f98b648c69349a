package io.calvinverse.provisioner.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small worlds. {@code -Dsimulation.seeds=N} plays more of them, {@code -Dsimulation.seed=S} one, with its story. */
class SimulationTest {

    @Test
    void everyWorldComesRight(@TempDir Path directory) {
        Long seed = Long.getLong("simulation.seed");
        Simulation simulation = new Simulation(directory);
        if (seed != null) {
            simulation.story(seed).forEach(System.out::println);
            simulation.play(seed);
            return;
        }
        simulation.play(0, Long.getLong("simulation.seeds", 10_000)).ifPresent(failed -> fail(failed));
    }
}
