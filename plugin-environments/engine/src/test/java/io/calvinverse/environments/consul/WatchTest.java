package io.calvinverse.environments.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.calvinverse.environments.Watching;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real Consul seldom does: a server that answers as scripted. */
class WatchTest {

    private record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(long index, String node) {
            return new Answer(200, Map.of("X-Consul-Index", "" + index, "X-Consul-KnownLeader", "true"), nodes(node));
        }

        static String nodes(String node) {
            return "[{\"Node\": \"" + node + "\", \"Address\": \"10.0.0.1\"}]";
        }
    }

    private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private final HttpServer server = server();
    private Watch<List<Node>> watch;

    @AfterEach
    void end() {
        watch.close();
        server.stop(0);
    }

    @Test
    void anIndexThatGoesBackwardsStartsAnew() throws Exception {
        script.addAll(List.of(Answer.of(100, "a"), Answer.of(7, "b"), Answer.of(0, "c"), Answer.of(9, "d")));
        start(Watching.QUICK);
        Watching.await("all four are asked for, and one more", () -> asked.size() >= 5);
        assertEquals(List.of("", "100", "", "1", "9"), asked.subList(0, 5));
        Watching.await("the last is seen", () -> names().equals(List.of("d")));
    }

    @Test
    void requestsAreSpacedHoweverFastTheDataChange() throws Exception {
        for (int i = 1; i < 500; i++) {
            script.add(Answer.of(i, "n" + i));
        }
        start(new Rhythm(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        Watching.await("a few are asked for", () -> asked.size() >= 4);
        assertTrue(asked.size() < 100, "of 500 changes within moments: " + asked.size());
    }

    @Test
    void anAnswerWithoutALeaderIsBetterThanNoneAndWorseThanAnOldOne() throws Exception {
        Map<String, String> leaderless =
                Map.of("X-Consul-Index", "5", "X-Consul-KnownLeader", "false", "X-Consul-LastContact", "9000");
        script.add(new Answer(200, leaderless, Answer.nodes("first")));
        script.add(Answer.of(6, "good"));
        script.add(new Answer(200, leaderless, Answer.nodes("doubtful")));
        script.add(new Answer(500, Map.of(), "No cluster leader"));
        start(Watching.QUICK);
        Watching.await("all are asked for", () -> asked.size() >= 5);
        assertEquals(List.of("", "", "6", "", ""), asked.subList(0, 5), "after a trouble the answer is wanted at once");
        assertEquals(List.of("good"), names());
        Watching.await("the trouble is told", () -> watch.sight().trouble().contains("No cluster leader"));
        assertTrue(told.get() >= 4);
    }

    @Test
    void whatIsNoJsonIsATroubleAndNotTheEnd() throws Exception {
        script.add(new Answer(200, Map.of(), "<html>proxy</html>"));
        script.add(Answer.of(3, "a"));
        start(Watching.QUICK);
        Watching.await("it went on", () -> watch.sight().value().isPresent() && names().equals(List.of("a")));
    }

    private void start(Rhythm rhythm) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Consul consul =
                new Consul(ConsulSettings.of(address).withTimeout(Duration.ofSeconds(1)), HttpClient.newHttpClient());
        watch = new Watch<>(consul, Catalog.nodes(), rhythm, Watching.surroundings(), sight -> told.incrementAndGet())
                .start();
    }

    private List<String> names() {
        return watch.sight().value().orElseThrow().stream().map(Node::name).toList();
    }

    /** Where the script has ended it holds the connection, as Consul does while nothing changes. */
    private HttpServer server() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/v1/catalog/nodes", exchange -> {
                String query = String.valueOf(exchange.getRequestURI().getQuery());
                asked.add(query.contains("index=") ? query.replaceAll(".*index=(\\d+).*", "$1") : "");
                Answer answer = script.poll();
                if (answer == null) {
                    return;
                }
                answer.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            return http;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
