package io.calvinverse.artefacts.transport;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a transport takes from outside.
 *
 * @param client with trust, proxy and connect timeout; it must not follow redirects, so that a credential goes to its server alone
 */
public record Surroundings(HttpClient client, InstantSource clock, Pause pause, RandomGenerator random) {
    public Surroundings {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must not follow redirects; the transport does");
        }
    }
}
