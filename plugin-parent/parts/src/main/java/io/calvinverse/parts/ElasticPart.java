package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Elasticsearch node on loopback, without security. Its data survive {@link Server#kill} and {@link Server#restart}. */
public final class ElasticPart implements AutoCloseable {
    private static final String DISTRIBUTION = "elasticsearch-8.19.21";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Server server;
    private final URI address;

    private ElasticPart(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Without the part the calling test is skipped.
     *
     * @param settings further lines of {@code elasticsearch.yml}
     */
    public static ElasticPart start(String... settings) {
        Path home = Program.cached("elasticsearch").resolve(DISTRIBUTION);
        Program.assumePresent("elasticsearch", Files.isExecutable(home.resolve("bin/elasticsearch")));
        Path directory = Server.newDirectory("elasticsearch");
        int port = Ports.free();
        try {
            write(home, directory, port, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write Elasticsearch's configuration", e);
        }
        URI address = URI.create("http://127.0.0.1:" + port);
        Map<String, String> environment = Map.of(
                "ES_JAVA_HOME", System.getProperty("java.home"),
                "ES_PATH_CONF", directory.resolve("config").toString(),
                "ES_TMPDIR", directory.resolve("tmp").toString(),
                "ES_JAVA_OPTS", "-Xms512m -Xmx512m");
        Server server = Server.start(new Launch(
                "elasticsearch", command(home), directory, environment, () -> healthy(address), Duration.ofMinutes(3)));
        return new ElasticPart(server, address);
    }

    /** It refuses to run as root, so root runs it as somebody else in a user namespace. */
    private static List<String> command(Path home) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--map-user=1000", "--map-group=1000", "--"));
        }
        command.add(home.resolve("bin/elasticsearch").toString());
        return command;
    }

    private static void write(Path home, Path directory, int port, String... settings) throws IOException {
        Path configuration = Files.createDirectory(directory.resolve("config"));
        // Outside the configuration: Elasticsearch may not write where that lies.
        Files.createDirectory(directory.resolve("tmp"));
        try (Stream<Path> files = Files.list(home.resolve("config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, configuration.resolve(file.getFileName()));
            }
        }
        Files.createDirectory(configuration.resolve("jvm.options.d"));
        Files.writeString(configuration.resolve("elasticsearch.yml"), """
                cluster.name: calvinverse
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                discovery.type: single-node
                xpack.security.enabled: false
                cluster.routing.allocation.disk.threshold_enabled: false
                path.data: %s
                path.logs: %s
                %s
                """.formatted(
                port, Ports.free(), directory.resolve("data"), directory.resolve("logs"), String.join("\n", settings)));
    }

    private static boolean healthy(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/_cluster/health?wait_for_status=yellow"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    }

    /** Sends JSON and returns the answer, whatever its status. */
    public String call(String method, String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Elasticsearch answered", e);
        }
    }

    public URI address() {
        return address;
    }

    /** Its process, to be killed, frozen and restarted. */
    public Server server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
