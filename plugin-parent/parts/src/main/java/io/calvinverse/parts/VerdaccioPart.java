package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A real registry of npm packages on loopback. Everybody reads, its one user publishes. */
public final class VerdaccioPart implements AutoCloseable {
    public static final String USER = "publisher";
    public static final String PASSWORD = "geheim-publisher";

    private static final String VERSION = "6.1.6";

    private final Server server;
    private final URI address;

    private VerdaccioPart(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /** Without the part the calling test is skipped. */
    public static VerdaccioPart start() {
        Path script = Program.cached("verdaccio").resolve(VERSION + "/node_modules/verdaccio/bin/verdaccio");
        Program.assumePresent("verdaccio", Files.exists(script));
        Path node = Program.of("verdaccio", "node").file();
        Path directory = Server.newDirectory("verdaccio");
        int port = Ports.free();
        try {
            Files.writeString(
                    directory.resolve("users"), USER + ":{SHA}" + sha1(PASSWORD) + ":autocreated 2026-01-01\n");
            Files.writeString(directory.resolve("config.yaml"), """
                    storage: ./storage
                    max_body_size: 200mb
                    auth:
                      htpasswd: {file: ./users, max_users: -1, algorithm: sha1}
                    packages:
                      '**': {access: $all, publish: $authenticated, unpublish: $authenticated}
                    log: {type: stdout, format: pretty, level: warn}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write Verdaccio's configuration", e);
        }
        URI address = URI.create("http://127.0.0.1:" + port);
        Server server = Server.start(new Launch(
                "verdaccio",
                List.of(node.toString(), script.toString(), "--config", "config.yaml", "--listen", "127.0.0.1:" + port),
                directory,
                Map.of("HOME", directory.toString()),
                () -> answers(address),
                Duration.ofMinutes(5)));
        return new VerdaccioPart(server, address);
    }

    private static boolean answers(URI address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve("/-/ping").toURL().openConnection();
        try {
            return connection.getResponseCode() == 200;
        } finally {
            connection.disconnect();
        }
    }

    /** As Apache's htpasswd -s writes it. */
    private static String sha1(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
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
