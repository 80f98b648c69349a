package io.calvinverse.logs.ship;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** When to try again: soon first, then less often, never all at once. Any thread. */
public final class Retry {
    private final InstantSource clock;
    private final RandomGenerator random;
    private final long least;
    private final long most;
    private long pause;
    private long next = Long.MIN_VALUE;
    private long decided;

    /**
     * @param least pause after the first failure; doubled with each further one
     * @param most longest pause
     */
    public Retry(InstantSource clock, RandomGenerator random, Duration least, Duration most) {
        this.clock = clock;
        this.random = random;
        this.least = least.toMillis();
        this.most = most.toMillis();
    }

    /** Whether it is time. A clock that was set back does not stop it for longer than the longest pause. */
    public synchronized boolean due() {
        long now = clock.millis();
        return now >= next || now < decided;
    }

    public synchronized void failed() {
        pause = pause == 0 ? least : Math.min(most, 2 * pause);
        decided = clock.millis();
        next = decided + pause / 2 + random.nextLong(pause / 2 + 1);
    }

    public synchronized void succeeded() {
        pause = 0;
        next = Long.MIN_VALUE;
    }
}
