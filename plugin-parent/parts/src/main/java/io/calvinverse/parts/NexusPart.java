package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Nexus Repository 3 on loopback, with its five first Maven repositories. Its data survive {@link Server#kill}. */
public final class NexusPart implements AutoCloseable {
    public static final String USER = "admin";
    public static final String PASSWORD = "admin123";

    private static final String DISTRIBUTION = "nexus-base-template-3.71.0-06";
    private final Server server;
    private final URI address;
    private final RestApi api;

    private NexusPart(Server server, URI address, RestApi api) {
        this.server = server;
        this.address = address;
        this.api = api;
    }

    /** Without the part the calling test is skipped. */
    public static NexusPart start() {
        Path home = Program.cached("nexus").resolve(DISTRIBUTION);
        Program.assumePresent("nexus", Files.isExecutable(home.resolve("bin/nexus")));
        Path directory = Server.newDirectory("nexus");
        int port = Ports.free();
        try {
            for (String folder : List.of("etc", "log", "tmp")) {
                Files.createDirectory(directory.resolve(folder));
            }
            Files.writeString(directory.resolve("etc/nexus.properties"), """
                    application-port=%d
                    application-host=127.0.0.1
                    nexus.security.randompassword=false
                    nexus.onboarding.enabled=false
                    """.formatted(port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write Nexus' configuration", e);
        }
        URI address = URI.create("http://127.0.0.1:" + port);
        RestApi api = new RestApi(address, USER, PASSWORD);
        Map<String, String> environment = Map.of(
                "KARAF_DATA", directory.toString(),
                "INSTALL4J_JAVA_HOME", System.getProperty("java.home"),
                "JAVA_MIN_MEM", "256m",
                "JAVA_MAX_MEM", "768m",
                "DIRECT_MAX_MEM", "512m",
                "EXTRA_JAVA_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        Server server = Server.start(new Launch(
                "nexus",
                List.of(home.resolve("bin/nexus").toString(), "server"),
                directory,
                environment,
                // Tells whether it takes writes by now
                () -> api.answers("/service/rest/v1/status/writable"),
                Duration.ofMinutes(6)));
        return new NexusPart(server, address, api);
    }

    /**
     * Calls its REST API as administrator.
     *
     * @throws IllegalStateException unless it answers with a success
     */
    public String call(String method, String path, String json) {
        return api.call(method, path, json);
    }

    /**
     * Makes a hosted repository.
     *
     * @param format {@code raw} or {@code maven}
     * @param writes {@code ALLOW}, {@code ALLOW_ONCE} or {@code DENY}
     * @param more further members of its JSON, each with a comma before it
     * @return its address
     */
    public URI hosted(String format, String name, String writes, String more) {
        call("POST", "/service/rest/v1/repositories/" + format + "/hosted", """
                {"name": "%s", "online": true,
                 "storage": {"blobStoreName": "default", "strictContentTypeValidation": false, "writePolicy": "%s"}%s}
                """.formatted(name, writes, more));
        return URI.create(address + "/repository/" + name);
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
