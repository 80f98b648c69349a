package io.calvinverse.provisioner.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** Plays worlds by their seeds. */
public final class Simulation {
    /** One world in so many keeps its journals in real files. */
    private static final int REAL_FILES = 100;

    private static final int LAST_LINES = 60;
    /** Worlds that one thread plays in a row. */
    private static final long PORTION = 250;

    private final Path directory;

    /** @param directory for the journals that are real files */
    public Simulation(Path directory) {
        this.directory = directory;
    }

    void play(long seed) {
        new World(seed, files(seed), null).run();
    }

    /** What happens in a world, line by line. */
    List<String> story(long seed) {
        List<String> lines = new ArrayList<>();
        try {
            new World(seed, files(seed), lines).run();
        } catch (AssertionError e) {
            lines.add(e.toString());
        }
        return lines;
    }

    /** The first failure of some worlds, with the end of its story and how to see it again. */
    public Optional<String> play(long first, long count) {
        for (long seed = first; seed < first + count; seed++) {
            try {
                play(seed);
            } catch (AssertionError | RuntimeException e) {
                List<String> story = story(seed);
                List<String> end = story.subList(Math.max(0, story.size() - LAST_LINES), story.size());
                return Optional.of("seed " + seed + ": " + e + "\nplay it again with -Dtest=SimulationTest"
                        + " -Dsimulation.seed=" + seed + "; its last lines:\n" + String.join("\n", end));
            }
        }
        return Optional.empty();
    }

    /**
     * The same on several threads: the failure of the lowest seed that was played.
     *
     * @param threads plays portions of the worlds; what was not begun at the first failure is not played
     * @param played is told how many more worlds came right, by any of the threads
     */
    public Optional<String> play(long first, long count, ExecutorService threads, LongConsumer played)
            throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        List<Callable<Optional<String>>> portions = new ArrayList<>();
        for (long begin = first; begin < first + count; begin += PORTION) {
            long from = begin;
            long some = Math.min(PORTION, first + count - begin);
            portions.add(() -> {
                if (failed.get()) {
                    return Optional.empty();
                }
                Optional<String> failure = play(from, some);
                if (failure.isPresent()) {
                    failed.set(true);
                } else {
                    played.accept(some);
                }
                return failure;
            });
        }
        for (Future<Optional<String>> portion : threads.invokeAll(portions)) {
            try {
                if (portion.get().isPresent()) {
                    return portion.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a portion of the worlds ended by itself", e);
            }
        }
        return Optional.empty();
    }

    private Path files(long seed) {
        return seed % REAL_FILES == 0 ? directory.resolve("world" + seed + "-" + System.nanoTime()) : null;
    }
}
