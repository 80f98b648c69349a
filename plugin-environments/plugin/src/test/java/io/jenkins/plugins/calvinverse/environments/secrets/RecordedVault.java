package io.jenkins.plugins.calvinverse.environments.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers logins of clouds in the shapes that Vault's API documentation gives for {@code auth/<mount>/login}, and what a block asks
 * afterwards. Every login makes another token. As a proxy it is the metadata server of Google's cloud, too.
 */
final class RecordedVault implements AutoCloseable {
    static final String IDENTITY = "identity-of-this-machine";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile boolean refusing;

    RecordedVault() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Method, path, token and body of each request, and forget them. */
    List<String> take() {
        List<String> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    /** Whether logins are refused from now on. */
    void refuse(boolean all) {
        refusing = all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
            if (path.startsWith("/computeMetadata/")) {
                boolean asked = "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
                reply(exchange, asked ? 200 : 403, IDENTITY);
                return;
            }
            seen.add(exchange.getRequestMethod() + " " + path + " " + token + " " + body);
            if (path.equals("/v1/sys/wrapping/lookup")) {
                reply(exchange, 400, "{\"errors\":[\"wrapping token is not valid or does not exist\"]}");
            } else if (path.endsWith("/login")) {
                reply(exchange, refusing ? 400 : 200, refusing ? "{\"errors\":[\"no such role\"]}" : login());
            } else {
                reply(exchange, 200, after(path));
            }
        }
    }

    private String login() {
        int number = tokens.incrementAndGet();
        return """
                {"request_id":"r","lease_id":"","renewable":false,"lease_duration":0,"data":null,"warnings":null,
                 "auth":{"client_token":"hvs.recorded-%1$d","accessor":"accessor-%1$d","policies":["default","team.read"],
                 "token_policies":["default","team.read"],"metadata":{"role":"builds"},"lease_duration":3600,
                 "renewable":true,"entity_id":"e","token_type":"service","orphan":true}}
                """.formatted(number);
    }

    private static String after(String path) {
        return switch (path) {
            case "/v1/auth/token/lookup-self" ->
                "{\"data\":{\"accessor\":\"a\",\"policies\":[\"team.read\"],\"ttl\":3600,\"renewable\":true,\"type\":\"service\"}}";
            case "/v1/sys/capabilities-self" ->
                "{\"data\":{\"auth/token/renew-self\":[\"update\"],\"auth/token/revoke-self\":[\"update\"],"
                        + "\"sys/leases/renew\":[\"update\"]}}";
            case "/v1/sys/internal/ui/mounts/rabbitmq/creds/builds" ->
                "{\"data\":{\"path\":\"rabbitmq/\",\"type\":\"rabbitmq\"}}";
            case "/v1/rabbitmq/creds/builds" ->
                "{\"lease_id\":\"rabbitmq/creds/builds/l\",\"renewable\":true,\"lease_duration\":3600,"
                        + "\"data\":{\"username\":\"u\",\"password\":\"recorded-planted\"}}";
            default -> "{}";
        };
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
