package io.calvinverse.artefacts.transport;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real network for tests, whose pauses between tries are noted and not waited for. */
public final class Network {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    public Surroundings surroundings() {
        return new Surroundings(CLIENT, Clock.systemUTC(), pauses::add, new Random(1));
    }

    /** How long would have been waited, in order. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** Gives a loaded machine time. */
    public Transport transport(Credential credential) {
        return transport(credential, Duration.ofMinutes(1));
    }

    public Transport transport(Credential credential, Duration stall) {
        return new Transport(
                surroundings(), new Patience(4, Duration.ofSeconds(1), Duration.ofMinutes(1), stall), credential);
    }
}
