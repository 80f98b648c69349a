package io.calvinverse.environments.patience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts: doubled each time, and up to a quarter longer or shorter, so that many do not come at once. */
public record BackOff(Duration first, Duration longest) {

    /** For something that people wait for. */
    public static final BackOff SHORT = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** For cleaning up. */
    public static final BackOff LONG = new BackOff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    /** @param failures so far, 1 or more */
    public Duration pause(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(20, failures - 1);
        long pause = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(pause * (0.75 + random.nextDouble() / 2)));
    }
}
