package io.calvinverse.environments.consul;

import java.time.Instant;
import java.util.Optional;

/**
 * What a watch knows. It stays what it was while Consul is away, and grows old.
 *
 * @param value last seen; empty only before the first answer
 * @param asOf when that was true for certain
 * @param trouble why nothing newer is known, for people; empty while all is well
 * @param change counts the values; another number, another value
 */
public record Sight<T>(Optional<T> value, Instant asOf, String trouble, long change) {

    Sight<T> seen(T next, Instant when) {
        boolean same = value.isPresent() && value.get().equals(next);
        return new Sight<>(same ? value : Optional.of(next), when, "", same ? change : change + 1);
    }

    Sight<T> troubled(String why) {
        return new Sight<>(value, asOf, why, change);
    }
}
