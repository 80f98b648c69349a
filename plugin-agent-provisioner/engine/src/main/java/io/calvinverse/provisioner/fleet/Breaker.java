package io.calvinverse.provisioner.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * Stops a template whose machines do not come up. Three failures in a row open it, one failure does when there is no
 * room; after the back-off one machine may try; that one decides.
 *
 * @param failures failures in a row
 * @param backoff how long it was opened last, zero when it never was
 * @param until when it may be tried again, null while closed
 * @param cause what failed last, for people
 */
public record Breaker(int failures, Duration backoff, Instant until, String cause) {
    /** Nothing failed. */
    public static final Breaker CLOSED = new Breaker(0, Duration.ZERO, null, "");

    private static final int THRESHOLD = 3;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** No machine may be made. */
    public boolean open(Instant now) {
        return until != null && now.isBefore(until);
    }

    /** One machine may be made to try. */
    public boolean halfOpen(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /**
     * After one more failure. Machines that were under way when it opened do not prolong it.
     *
     * @param full whether there was no room, which needs no second proof
     */
    public Breaker failed(Instant now, boolean full, String why) {
        if (open(now)) {
            return new Breaker(failures + 1, backoff, until, why);
        }
        if (full || until != null || failures + 1 >= THRESHOLD) {
            Duration next = backoff.isZero() ? FIRST : backoff.multipliedBy(2);
            Duration bounded = next.compareTo(LONGEST) > 0 ? LONGEST : next;
            return new Breaker(failures + 1, bounded, now.plus(bounded), why);
        }
        return new Breaker(failures + 1, backoff, null, why);
    }

    /** How many more machines may be made while {@code coming} are on their way. */
    public int allows(Instant now, int coming) {
        if (until == null) {
            return Integer.MAX_VALUE;
        }
        return open(now) ? 0 : Math.max(0, 1 - coming);
    }
}
