package io.calvinverse.environments.consul;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a watch asks.
 *
 * @param hold how long Consul holds a question to which nothing is new; also how long a server that fell silent may go unnoticed
 * @param spacing from the start of one request to the next at least, however fast the data change
 * @param backOff after the first failure
 * @param mostBackOff after many
 */
public record Rhythm(Duration hold, Duration spacing, Duration backOff, Duration mostBackOff) {

    /** A request per minute for what does not change; back within half a minute after Consul is. */
    public static final Rhythm USUAL =
            new Rhythm(Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(30));

    /** Doubled with each failure in a row, between half of it and all of it. */
    Duration pause(int failures, RandomGenerator random) {
        long most = Math.min(mostBackOff.toMillis(), backOff.toMillis() << Math.min(20, failures));
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /** Older than this without a new answer is more than waiting: something is wrong. */
    Duration patience(Duration timeout) {
        return hold.plus(hold.dividedBy(16)).plus(timeout).plus(spacing);
    }
}
