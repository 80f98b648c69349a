package io.calvinverse.environments.story;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An instance of a service: a real server that Consul asks each second whether it is well. */
final class Shop implements AutoCloseable {
    static final String SERVICE = "artefacts";
    static final String TAG = "read-production";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private HttpServer server;

    Shop() throws IOException {
        server = serve(0);
        port = server.getAddress().getPort();
    }

    private static HttpServer serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Enters it into the catalog, with its check. */
    void register(URI consul) throws IOException, InterruptedException {
        String json = """
            {"ID": "artefacts-%1$d", "Name": "%2$s", "Tags": ["%3$s"], "Address": "127.0.0.1", "Port": %1$d,
             "Check": {"HTTP": "http://127.0.0.1:%1$d/", "Interval": "500ms", "Timeout": "2s"}}
            """.formatted(port, SERVICE, TAG);
        HttpRequest request = HttpRequest.newBuilder(URI.create(consul + "/v1/agent/service/register"))
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Consul does not register " + address() + ": " + answer.body());
        }
    }

    /** Whether something answers there. */
    static boolean answers(String address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + "/")).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
    }

    void die() {
        server.stop(0);
    }

    void rise() throws IOException {
        server = serve(port);
    }

    @Override
    public void close() {
        die();
    }
}
