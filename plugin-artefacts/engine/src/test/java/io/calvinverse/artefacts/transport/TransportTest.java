package io.calvinverse.artefacts.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calvinverse.artefacts.fault.Fault;
import io.calvinverse.artefacts.fault.FaultProxy;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransportTest {

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Network network = new Network();
    private HttpServer server;
    private HttpServer other;

    @BeforeEach
    void start() throws IOException {
        server = serve();
        other = serve();
    }

    @AfterEach
    void end() {
        server.stop(0);
        other.stop(0);
    }

    private HttpServer serve() throws IOException {
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        fresh.createContext("/ok", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            answer(exchange, 200, "fine");
        });
        fresh.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/ok");
            answer(exchange, 302, "");
        });
        fresh.createContext(
                "/echo",
                exchange -> answer(
                        exchange,
                        400,
                        "<html>you sent " + exchange.getRequestHeaders().getFirst("Authorization") + "</html>"));
        fresh.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "17");
            answer(exchange, 429, "");
        });
        fresh.createContext("/bad", exchange -> answer(exchange, 400, "no"));
        fresh.start();
        return fresh;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Transport transport() {
        return network.transport(Credential.basic("jenkins", "s3cr3t-word"));
    }

    @Test
    void theCredentialGoesToItsServerAndNotAlongARedirect() throws Exception {
        assertEquals("fine", transport().send(Call.get(at("/ok"))).text());
        assertEquals("fine", transport().send(Call.get(at("/elsewhere"))).text());
        assertTrue(authorizations.get(0).startsWith("Basic "));
        assertEquals("null", authorizations.get(1));
    }

    @Test
    void whatTheServerEchoesOfTheCredentialIsNotShown() throws Exception {
        Transport transport = transport();
        Answer answer = transport.send(Call.get(at("/echo")));
        RepositoryException refusal = Refusals.of("look for it", answer, transport);
        assertTrue(refusal.getMessage().contains("you sent Basic ****"), refusal.getMessage());
        assertFalse(refusal.getMessage()
                .contains(transport.credential().authorization().substring(6)));
    }

    @Test
    void retryAfterIsHonouredAndOtherRefusalsAreNotRepeated() throws Exception {
        assertEquals(429, transport().send(Call.get(at("/busy"))).status());
        assertEquals(List.of(Duration.ofSeconds(17), Duration.ofSeconds(17), Duration.ofSeconds(17)), network.pauses());
        network.pauses().clear();
        assertEquals(400, transport().send(Call.get(at("/bad"))).status());
        assertEquals(List.of(), network.pauses());
    }

    @Test
    void noServerIsSaidSo() throws Exception {
        int port = other.getAddress().getPort();
        other.stop(0);
        RepositoryException failure = assertThrows(
                RepositoryException.class,
                () -> transport().send(Call.get(URI.create("http://127.0.0.1:" + port + "/ok?token=abcd"))));
        assertEquals(RepositoryException.Kind.UNREACHABLE, failure.kind());
        assertTrue(failure.getMessage().contains("after 4 tries"), failure.getMessage());
        assertFalse(failure.getMessage().contains("abcd"), failure.getMessage());
    }

    @Test
    void anInterruptEndsATransfer() throws Exception {
        try (FaultProxy proxy = new FaultProxy(server.getAddress().getPort())) {
            proxy.arm(Fault.SILENCE, 0, Integer.MAX_VALUE);
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    transport()
                            .send(Call.put(
                                    URI.create("http://127.0.0.1:" + proxy.port() + "/ok"),
                                    Body.of(new byte[1_000_000])));
                    ended.complete(null);
                } catch (IOException | InterruptedException e) {
                    ended.complete(e);
                }
            });
            thread.start();
            while (proxy.seen().isEmpty()) {
                Thread.sleep(10);
            }
            thread.interrupt();
            assertEquals(
                    InterruptedException.class, ended.get(20, TimeUnit.SECONDS).getClass());
        }
    }

    @Test
    void anAddressNamesNoPassword() {
        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class, () -> Address.of("https://me:geheim@nexus.example/repository/raw"));
        assertFalse(failure.getMessage().contains("geheim"), failure.getMessage());
        assertEquals(
                "http://nexus.example/r/a%20b/%C3%BC/@scope%2Fx".replace("%2F", "/"),
                Address.of("http://nexus.example/r").at("a b/ü/@scope/x").toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> Address.of("http://nexus.example/r").at("a/../../b"));
    }
}
