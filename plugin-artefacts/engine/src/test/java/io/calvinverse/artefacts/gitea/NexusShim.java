package io.calvinverse.artefacts.gitea;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Before packages of Gitea, what Nexus does otherwise: they lie below {@code /repository/<name>}, and a version that is there is answered by
 * 400.
 */
final class NexusShim implements AutoCloseable {

    private static final List<String> KEPT = List.of("Authorization", "Content-Type", "Accept", "X-NuGet-ApiKey");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI behind;
    private final String prefix;

    /** @param behind the packages of one format */
    NexusShim(URI behind, String repository) throws IOException {
        this.behind = behind;
        this.prefix = "/repository/" + repository;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext(prefix, this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + prefix);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer = client.send(passedOn(exchange), HttpResponse.BodyHandlers.ofByteArray());
            int status = answer.statusCode() == 409 || answer.statusCode() == 403 ? 400 : answer.statusCode();
            byte[] body = answer.body();
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (type.contains("json")) {
                body = new String(body, StandardCharsets.UTF_8)
                        .replace(behind.toString(), address().toString())
                        .getBytes(StandardCharsets.UTF_8);
            }
            exchange.getResponseHeaders().set("Content-Type", type);
            if (exchange.getRequestMethod().equals("HEAD")) {
                answer.headers()
                        .firstValue("Content-Length")
                        .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest passedOn(HttpExchange exchange) throws IOException {
        // As it was written: a scope's slash is escaped in it.
        String rest = exchange.getRequestURI().toString().substring(prefix.length());
        // Mono escapes the quotes of OData, and Gitea does not know them then.
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + rest.replace("%27", "'")))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                mended(exchange.getRequestBody().readAllBytes())));
        for (String name : KEPT) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.setHeader(name, value);
            }
        }
        return request.build();
    }

    /** NuGet 2.8 on Mono ends a form by a line feed alone, which Go's parser refuses. */
    private static byte[] mended(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1)
                .replaceFirst("(?s)(?<!\\r)\\n(-{20,}\\w+--\\s*)$", "\r\n$1")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
