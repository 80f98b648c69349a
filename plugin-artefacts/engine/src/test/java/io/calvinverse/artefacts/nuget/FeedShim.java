package io.calvinverse.artefacts.nuget;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A feed as the protocol describes it, or with what Nexus does otherwise: another path, and 400 for a version that is there. */
public final class FeedShim implements AutoCloseable {

    public static final String KEY = "ein-geheimer-schluessel";

    /** How it behaves. */
    public enum Manner {
        V3,
        V2,
        NEXUS
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> packages = new ConcurrentHashMap<>();
    private final Manner manner;

    public FeedShim(Manner manner) throws IOException {
        this.manner = manner;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/feed/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().substring("/feed/".length());
            if (exchange.getRequestMethod().equals("PUT")) {
                exchange.sendResponseHeaders(push(exchange, path, body), -1);
                return;
            }
            byte[] found = path.equals("index.json") ? index() : packages.get(key(path));
            if (found == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(found.length));
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, found.length);
                exchange.getResponseBody().write(found);
            }
        }
    }

    /** Names itself by a host that is reached otherwise, as servers behind a proxy do. */
    private byte[] index() {
        return manner == Manner.V2 ? null : """
                {"version": "3.0.0", "resources": [
                  {"@id": "http://inside.invalid/feed/query", "@type": "SearchQueryService"},
                  {"@id": "http://inside.invalid/feed/push", "@type": "PackagePublish/2.0.0"},
                  {"@id": "http://inside.invalid/feed/content", "@type": "PackageBaseAddress/3.0.0"}]}
                """.getBytes(StandardCharsets.UTF_8);
    }

    private int push(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-NuGet-ApiKey"))) {
            return 403;
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("\r\n\r\n") + 4;
        int end = text.lastIndexOf("\r\n--" + type.replaceFirst(".*boundary=", "") + "--");
        if (!path.equals(manner == Manner.V2 ? "" : "push") || end < begin) {
            return 400;
        }
        byte[] content = text.substring(begin, end).getBytes(StandardCharsets.ISO_8859_1);
        java.nio.file.Path file = java.nio.file.Files.createTempFile("feed", ".nupkg");
        try {
            java.nio.file.Files.write(file, content);
            NugetPackage read = NugetPackage.read(file);
            String key = (read.id() + "/" + read.version()).toLowerCase(Locale.ROOT);
            int duplicate = manner == Manner.NEXUS ? 400 : 409;
            return packages.putIfAbsent(key, content) == null ? 201 : duplicate;
        } catch (IOException e) {
            return 400;
        } finally {
            java.nio.file.Files.delete(file);
        }
    }

    private static String key(String path) {
        String[] parts = path.split("/");
        return parts.length < 3 ? "" : (parts[1] + "/" + parts[2]).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
