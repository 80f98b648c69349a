package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real InfluxDB 1.x on loopback. Its data survive {@link Server#kill} and {@link Server#restart}. */
public final class InfluxPart implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Server server;
    private final URI address;

    private InfluxPart(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Without the part the calling test is skipped.
     *
     * @param http further lines of the section {@code [http]}
     */
    public static InfluxPart start(String... http) {
        Program program = Program.of("influxdb", "influxd");
        Path directory = Server.newDirectory("influxdb");
        int port = Ports.free();
        try {
            Files.writeString(directory.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                [monitor]
                  store-enabled = false
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                  %s
                """.formatted(
                            Ports.free(), directory, directory, directory, port, String.join("\n  ", http)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write InfluxDB's configuration", e);
        }
        URI address = URI.create("http://127.0.0.1:" + port);
        Server server = Server.start(new Launch(
                "influxdb",
                List.of(program.file().toString(), "-config", "influxdb.conf"),
                directory,
                () -> HTTP.send(
                                        HttpRequest.newBuilder(URI.create(address + "/ping"))
                                                .timeout(Duration.ofSeconds(5))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .statusCode()
                        == 204));
        return new InfluxPart(server, address);
    }

    /**
     * Runs InfluxQL.
     *
     * @param database empty for a statement about none
     * @return the answer, JSON, whatever its status
     */
    public String query(String database, String statement) {
        String form = "db=" + encode(database) + "&epoch=ns&q=" + encode(statement);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/query"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("the query " + statement + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while InfluxDB answered", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
