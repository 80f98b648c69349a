package io.calvinverse.provisioner.provider.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Instance.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A controller that is killed at any moment: what it left is seen, can be completed, and can be removed. */
@EnabledIf(
        value = "io.calvinverse.provisioner.provider.process.ProcessProviderContractTest#procIsThere",
        disabledReason = "counts processes by their environment, which /proc shows on Linux alone")
class ProcessProviderCrashTest {
    private static final int CRASHES = Integer.getInteger("calvinverse.crashes", 8);

    @TempDir
    Path directory;

    private Path root;
    private Path java;
    private Path jar;
    private ProcessProvider provider;

    @BeforeEach
    void prepare() throws Exception {
        root = directory.toRealPath().resolve("root");
        java = Trial.sleeper(directory);
        jar = Trial.jar(directory);
        provider = Trial.provider(root, java, jar);
    }

    @AfterEach
    void removeAll() throws Exception {
        for (Instance instance : provider.list()) {
            provider.destroy(instance.name());
        }
    }

    @Test
    void nothingIsLostAndNothingIsLeft() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int survivors = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            Process controller = controller("crash" + crash);
            Thread.sleep(random.nextInt(200));
            controller.destroyForcibly().waitFor();
            survivors += check(provider.list(), "seed " + seed + ", crash " + crash);
        }
        assertTrue(survivors >= CRASHES, "machines did not outlive their controller");
    }

    private int check(List<Instance> left, String run) throws Exception {
        for (Instance instance : left) {
            assertEquals(new Owner("c", "f"), instance.owner(), () -> run + ": " + instance);
            if (instance.state() == State.STOPPED) {
                provider.create(ProcessProviderTest.order(instance.name(), Map.of()));
            }
        }
        int running = 0;
        for (Instance instance : left) {
            running += settled(instance.name(), run);
        }
        for (Instance instance : left) {
            provider.destroy(instance.name());
        }
        assertEquals(List.of(), provider.list(), run);
        assertEquals(List.of(), Trial.carrying("CALVINVERSE_MACHINES=" + root), run);
        return running;
    }

    /**
     * How many processes a machine has, once that agrees with its state: a shell needs a moment to become the agent or
     * to find out that another one did, and what the killed controller asked to end needs one to do so.
     */
    private int settled(String name, String run) throws Exception {
        for (int tries = 0; tries < 200; tries++) {
            Instance instance = provider.list().stream()
                    .filter(i -> i.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            long processes = Trial.carrying("CALVINVERSE_MACHINE=" + name).stream()
                    .filter(pid -> Trial.environment(pid).contains("CALVINVERSE_MACHINES=" + root))
                    .filter(pid -> Trial.program(pid).equals("sleep"))
                    .count();
            if (processes == (instance.state() == State.RUNNING ? 1 : 0)) {
                return (int) processes;
            }
            Thread.sleep(10);
        }
        throw new AssertionError(run + ": " + name + " does not run once if it runs, and not at all if it stopped");
    }

    @Test
    void creatingItAgainCompletesWhatACrashLeftAtAnyStep() throws Exception {
        Files.createDirectories(root);
        Path draft = Files.createDirectories(root.resolve(".new/step.1.1"));
        assertEquals(List.of(), provider.list());
        completed("an empty draft");

        Files.createDirectories(draft);
        new MachineFiles(draft).fill(ProcessProviderTest.order("step", Map.of()));
        assertEquals(State.STOPPED, provider.list().get(0).state());
        completed("a full draft");

        new Yard(root).make(ProcessProviderTest.order("step", Map.of()));
        assertEquals("it was never started", provider.list().get(0).detail());
        completed("a machine that was not started");

        Files.createDirectories(root.resolve(".gone/step.1.2/work/x"));
        provider.destroy("step");
        assertTrue(entries(root.resolve(".gone")).isEmpty(), "what a removal left");
    }

    private void completed(String after) throws Exception {
        provider.create(ProcessProviderTest.order("step", Map.of()));
        assertEquals(
                List.of(State.RUNNING),
                provider.list().stream().map(Instance::state).toList(),
                after);
        assertTrue(entries(root.resolve(".new")).isEmpty(), after);
        provider.destroy("step");
        assertEquals(List.of(), provider.list(), after);
    }

    private Process controller(String prefix) throws IOException {
        Process controller = new ProcessBuilder(
                        Trial.JAVA.toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CreatorMain.class.getName(),
                        root.toString(),
                        java.toString(),
                        jar.toString(),
                        prefix)
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = controller.inputReader();
        String first = lines.readLine();
        assertNotEquals(null, first);
        assertTrue(first.equals("creating"), first);
        return controller;
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
