package io.calvinverse.artefacts.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Keeps what it got of a chunk whose connection broke, and says how much (OCI distribution spec, "Pushing a blob in chunks"). */
final class ResumingRegistry implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream session = new ByteArrayOutputStream();
    private int breaksAfter;

    /** @param breaksAfter bytes of the first chunk, after which the connection ends */
    ResumingRegistry(int breaksAfter) throws IOException {
        this.breaksAfter = breaksAfter;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/v2/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> ranges() {
        return ranges;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "HEAD" -> head(exchange, stored.get(path));
                case "POST" -> {
                    session.reset();
                    accepted(exchange, 202);
                }
                case "GET" -> accepted(exchange, 204);
                case "PATCH" -> chunk(exchange);
                default -> finish(exchange, path);
            }
        }
    }

    private static void head(HttpExchange exchange, byte[] found) throws IOException {
        if (found != null) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", Manifest.digest(found));
        }
        exchange.sendResponseHeaders(found == null ? 404 : 200, -1);
    }

    private void accepted(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Location", "/v2/uploads/one");
        exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, session.size() - 1));
        exchange.sendResponseHeaders(status, -1);
    }

    private void chunk(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        ranges.add(range);
        if (!range.startsWith(session.size() + "-")) {
            accepted(exchange, 416);
            return;
        }
        InputStream in = exchange.getRequestBody();
        if (breaksAfter > 0) {
            session.write(in.readNBytes(breaksAfter));
            breaksAfter = 0;
            return;
        }
        in.transferTo(session);
        accepted(exchange, 202);
    }

    private void finish(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getQuery();
        if (query == null) {
            stored.put(path, body);
            exchange.sendResponseHeaders(201, -1);
            return;
        }
        session.write(body);
        String digest = Manifest.digest(session.toByteArray());
        boolean right = query.endsWith("digest=" + digest);
        if (right) {
            stored.put("/v2/acme/large/blobs/" + digest, session.toByteArray());
        }
        exchange.sendResponseHeaders(right ? 201 : 400, -1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
