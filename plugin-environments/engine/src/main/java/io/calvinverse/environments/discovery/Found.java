package io.calvinverse.environments.discovery;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a service answers.
 *
 * @param endpoints of passing instances, at least one; in a fixed order
 * @param asOf when that was certain
 * @param trouble why nothing newer is known; empty while all is well
 */
public record Found(List<Endpoint> endpoints, Instant asOf, String trouble) implements Serializable {

    private static final long serialVersionUID = 1;

    public Found {
        endpoints = List.copyOf(endpoints);
    }

    /** Whether this is the last known rather than the present. */
    public boolean old() {
        return !trouble.isEmpty();
    }

    /** For a build's log: how old it is, and why. */
    public String remark(Instant now) {
        return "last known, %d s old: %s".formatted(Duration.between(asOf, now).toSeconds(), trouble);
    }
}
