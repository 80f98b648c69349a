package io.calvinverse.environments.bench;

import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.consul.Rhythm;
import io.calvinverse.environments.consul.Surroundings;
import io.calvinverse.environments.discovery.ConsulDiscovery;
import io.calvinverse.parts.ConsulPart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A real Consul with one service, and a discovery that watches it. */
final class World implements AutoCloseable {

    private final ConsulPart part = ConsulPart.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    final Consul consul = new Consul(ConsulSettings.of(part.http()), client);
    final ConsulDiscovery discovery = new ConsulDiscovery(
            consul,
            Rhythm.USUAL,
            new Surroundings(Clock.systemUTC(), scheduler, new SplittableRandom()),
            Duration.ofSeconds(10));

    /** The service moves to another port. */
    void register(int port) throws IOException, InterruptedException {
        String body =
                "{\"ID\": \"a\", \"Name\": \"artefacts\", \"Tags\": [\"read\"], \"Address\": \"10.1.2.3\", \"Port\": %d}"
                        .formatted(port);
        client.send(
                HttpRequest.newBuilder(URI.create(part.http() + "/v1/agent/service/register"))
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** Requests for instances of a service the server has answered. */
    int requests() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(part.http() + "/v1/agent/metrics?format=prometheus"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("consul_api_http_count") && line.contains("v1_health_service"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        discovery.close();
        scheduler.shutdownNow();
        part.close();
    }
}
