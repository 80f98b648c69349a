package io.calvinverse.provisioner.bench;

import io.calvinverse.provisioner.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A million simulated fleets, on all cores. {@code -Dsimulation.seeds=N} plays another number of them,
 * {@code -Dsimulation.first=S} begins with another seed than 0.
 */
public final class SimulationMain {
    /** So many lines tell how far it is. */
    private static final long REPORTS = 50;

    private final long seeds;
    private final long begun = System.nanoTime();
    private final AtomicLong done = new AtomicLong();

    private SimulationMain(long seeds) {
        this.seeds = seeds;
    }

    /** @param args not used; the journals that are real files are kept in a temporary directory */
    public static void main(String[] args) throws IOException, InterruptedException {
        SimulationMain main = new SimulationMain(Long.getLong("simulation.seeds", 1_000_000));
        Optional<String> failure = main.play(Long.getLong("simulation.first", 0));
        failure.ifPresent(System.out::println);
        System.exit(failure.isPresent() ? 1 : 0);
    }

    private Optional<String> play(long first) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("simulation");
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try {
            Optional<String> failure = new Simulation(directory).play(first, seeds, threads, this::report);
            if (failure.isEmpty()) {
                System.out.printf("%,d fleets came right, in %d s on %d cores%n", seeds, seconds(), cores);
            }
            return failure;
        } finally {
            threads.shutdownNow();
            delete(directory);
        }
    }

    private void report(long some) {
        long step = Math.max(1, seeds / REPORTS);
        long all = done.addAndGet(some);
        if (all / step > (all - some) / step) {
            System.out.printf("%,d of %,d fleets, %d s%n", all, seeds, seconds());
        }
    }

    private long seconds() {
        return (System.nanoTime() - begun) / 1_000_000_000;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
