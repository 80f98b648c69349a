package io.jenkins.plugins.calvinverse.logs.destination;

import io.calvinverse.logs.ship.Retry;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * What a target needs of the controller.
 *
 * @param host name of this controller, for records that carry one
 * @param threads for connections
 * @param http without TLS settings of its own
 */
public record Surroundings(
        InstantSource clock,
        String host,
        ThreadFactory threads,
        Supplier<HttpClient.Builder> http,
        SecureRandom random) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** With an attempt, or an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    Retry retry() {
        return new Retry(clock, random, FIRST_PAUSE, LONGEST_PAUSE);
    }
}
