package io.calvinverse.artefacts.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to try.
 *
 * @param tries at least one
 * @param first pause after the first failure; doubled each time, with full jitter on its upper half
 * @param longest no pause is longer, also when a server asks for it by {@code Retry-After}
 * @param stall how long a connection may be without a byte in either direction
 */
public record Patience(int tries, Duration first, Duration longest, Duration stall) {

    public static final Patience USUAL =
            new Patience(6, Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMinutes(2));

    public Patience {
        if (tries < 1) {
            throw new IllegalArgumentException("at least one try");
        }
    }

    /** The pause after the given try (from 1). */
    Duration after(int attempt, RandomGenerator random) {
        long upper = Math.min(longest.toMillis(), first.toMillis() << Math.min(20, attempt - 1));
        return Duration.ofMillis(upper / 2 + random.nextLong(upper / 2 + 1));
    }
}
