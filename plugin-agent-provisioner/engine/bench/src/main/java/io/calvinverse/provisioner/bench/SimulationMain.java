package io.calvinverse.provisioner.bench;

import io.calvinverse.provisioner.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A million simulated fleets, on all cores. {@code -Dsimulation.seeds=N} plays another number of them. */
public final class SimulationMain {
    private static final long PORTION = 1_000;
    private static final long REPORT = 50_000;

    private SimulationMain() {}

    /** @param args a directory for the journals that are real files, by default a temporary one */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        long seeds = Long.getLong("simulation.seeds", 1_000_000);
        Path directory = Files.createTempDirectory("simulation");
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService executor = Executors.newFixedThreadPool(cores);
        long begun = System.nanoTime();
        try {
            AtomicLong done = new AtomicLong();
            List<Future<Optional<String>>> portions = new ArrayList<>();
            for (long first = 0; first < seeds; first += PORTION) {
                portions.add(executor.submit(portion(directory, first, Math.min(PORTION, seeds - first), done)));
            }
            for (Future<Optional<String>> portion : portions) {
                Optional<String> failure = portion.get();
                if (failure.isPresent()) {
                    System.out.println(failure.get());
                    System.exit(1);
                }
            }
        } finally {
            executor.shutdownNow();
            delete(directory);
        }
        System.out.printf("%,d fleets came right, in %d s on %d cores%n", seeds, seconds(begun), cores);
    }

    private static Callable<Optional<String>> portion(Path directory, long first, long count, AtomicLong done) {
        return () -> {
            Optional<String> failure = new Simulation(directory).play(first, count);
            long all = done.addAndGet(count);
            if (all % REPORT == 0) {
                System.out.printf("%,d fleets%n", all);
            }
            return failure;
        };
    }

    private static long seconds(long begun) {
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
