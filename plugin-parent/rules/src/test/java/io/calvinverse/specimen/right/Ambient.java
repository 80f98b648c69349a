package io.calvinverse.specimen.right;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** The same, taken from the constructor. */
class Ambient {

    private final Clock clock;
    private final Executor executor;
    private final ThreadFactory threads;
    private final Random random;

    Ambient(Clock clock, Executor executor, ThreadFactory threads, long seed) {
        this.clock = clock;
        this.executor = executor;
        this.threads = threads;
        this.random = new Random(seed);
    }

    Instant time() {
        return Instant.now(clock);
    }

    int draw() {
        return random.nextInt();
    }

    void run(Runnable task) {
        executor.execute(task);
        threads.newThread(task);
    }
}
