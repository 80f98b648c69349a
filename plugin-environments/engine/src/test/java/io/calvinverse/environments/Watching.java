package io.calvinverse.environments;

import io.calvinverse.environments.consul.Rhythm;
import io.calvinverse.environments.consul.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Real time for watches of real servers, and waiting for what they see. */
public final class Watching {

    /** Quick, so that a server that fell silent is noticed within the time of a test. */
    public static final Rhythm QUICK =
            new Rhythm(Duration.ofSeconds(2), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(500));

    private static final ThreadFactory DAEMONS = task -> {
        Thread thread = new Thread(task, "watches");
        thread.setDaemon(true);
        return thread;
    };
    private static final ScheduledExecutorService SCHEDULER = Executors.newSingleThreadScheduledExecutor(DAEMONS);

    private Watching() {}

    public static Surroundings surroundings() {
        return new Surroundings(Clock.systemUTC(), SCHEDULER, new Random(1));
    }

    /** Waits up to half a minute. */
    public static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            Thread.sleep(20);
        }
    }
}
