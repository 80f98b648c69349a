package io.calvinverse.environments.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.consul.ConsulToken;
import io.calvinverse.environments.discovery.DiscoveryException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Consul that lists the service artefacts, though a moment ago it named no instance of any. */
class MissingTest {
    private HttpServer server;
    private Missing missing;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/catalog/services", exchange -> {
            byte[] answer = "{\"artefacts\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Consul-Index", "7");
            exchange.getResponseHeaders().add("X-Consul-KnownLeader", "true");
            exchange.getResponseHeaders().add("X-Consul-LastContact", "0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Consul consul = new Consul(
                new ConsulSettings("", List.of(address), ConsulToken.NONE, Duration.ofSeconds(30)),
                HttpClient.newHttpClient());
        missing = new Missing(consul, "calvinverse-01");
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void aServiceThatIsListedMeanwhileIsNotUnknown() throws Exception {
        DiscoveryException told = missing.of(ServiceName.parse("artefacts"), List.of(), List.of());
        assertEquals(Kind.NO_ANSWER, told.kind(), told.getMessage());
    }

    @Test
    void anotherIs() throws Exception {
        DiscoveryException told = missing.of(ServiceName.parse("artifacts"), List.of(), List.of());
        assertEquals(Kind.UNKNOWN_SERVICE, told.kind());
        assertTrue(told.getMessage().contains("did you mean 'artefacts'?"), told.getMessage());
    }
}
