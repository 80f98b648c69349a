package io.calvinverse.provisioner.loop;

import java.time.Duration;

/**
 * How often and how long a fleet talks to its providers.
 *
 * @param changing between two listings while machines come or go
 * @param steady between two listings otherwise
 * @param call after this a call is interrupted and counts as unanswered
 */
public record Pace(Duration changing, Duration steady, Duration call) {
    /** Fit for a provider on the network. */
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
