package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/** A real registry of images on loopback. Everybody may do everything. */
public final class DockerRegistryPart implements AutoCloseable {

    private final Server server;
    private final URI address;

    private DockerRegistryPart(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /** Without the part the calling test is skipped. */
    public static DockerRegistryPart start() {
        return start("");
    }

    /** @param more further lines of its configuration */
    public static DockerRegistryPart start(String more) {
        return start(more, null);
    }

    /** By TLS with that certificate. */
    public static DockerRegistryPart start(SelfSigned certificate) {
        return start("", certificate);
    }

    private static DockerRegistryPart start(String more, SelfSigned certificate) {
        Path program = Program.of("docker-registry").file();
        Path directory = Server.newDirectory("docker-registry");
        int port = Ports.free();
        try {
            Files.writeString(
                    directory.resolve("config.yml"),
                    """
                    version: 0.1
                    log: {level: warn}
                    storage: {filesystem: {rootdirectory: data}, delete: {enabled: true}}
                    http: {addr: "127.0.0.1:%d", secret: a-secret%s}
                    """.formatted(port, certificate == null ? "" : tls(certificate)) + more);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the registry's configuration", e);
        }
        URI address = URI.create((certificate == null ? "http" : "https") + "://127.0.0.1:" + port);
        Server server = Server.start(new Launch(
                "docker-registry",
                List.of(program.toString(), "serve", "config.yml"),
                directory,
                Map.of("OTEL_TRACES_EXPORTER", "none"),
                () -> answers(address, certificate),
                Duration.ofMinutes(3)));
        return new DockerRegistryPart(server, address);
    }

    private static String tls(SelfSigned certificate) {
        return ", tls: {certificate: \"" + certificate.certificate() + "\", key: \"" + certificate.key() + "\"}";
    }

    private static boolean answers(URI address, SelfSigned certificate) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve("/v2/").toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(certificate.trusting().getSocketFactory());
        }
        try {
            return connection.getResponseCode() == 200;
        } finally {
            connection.disconnect();
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
