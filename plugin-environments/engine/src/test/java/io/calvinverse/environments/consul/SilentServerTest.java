package io.calvinverse.environments.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two addresses, the first of which takes requests and says nothing. */
class SilentServerTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocket silent;
    private HttpServer good;
    private Consul consul;

    @BeforeEach
    void start() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        good = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        good.createContext("/", exchange -> {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] answer = "true".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        good.start();
        consul = new Consul(
                new ConsulSettings(
                        "",
                        List.of(
                                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                                URI.create(
                                        "http://127.0.0.1:" + good.getAddress().getPort())),
                        ConsulToken.NONE,
                        Duration.ofSeconds(3)),
                HttpClient.newHttpClient());
    }

    @AfterEach
    void end() throws IOException {
        silent.close();
        good.stop(0);
    }

    @Test
    void aRenewalGoesToTheNextOne() throws Exception {
        assertTrue(consul.sessions().renew("s"));
        assertEquals(List.of("PUT /v1/session/renew/s"), asked);
    }

    @Test
    void aWriteDoesNotButTheOneAfterItDoes() throws Exception {
        byte[] value = "v".getBytes(StandardCharsets.UTF_8);
        ConsulException unsure =
                assertThrows(ConsulException.class, () -> consul.keys().put("k", value));
        assertTrue(unsure.mayHaveHappened());
        assertEquals(List.of(), asked, "it may have been done where nobody answered");
        consul.keys().put("k", value);
        assertEquals(List.of("PUT /v1/kv/k"), asked);
    }
}
