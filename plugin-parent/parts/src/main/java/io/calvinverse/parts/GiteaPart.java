package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Gitea on loopback with one user, its administrator, whose packages everybody reads. Its webhooks go to loopback alone.
 * Its data survive {@link Server#kill}.
 */
public final class GiteaPart implements AutoCloseable {
    public static final String USER = "acme";
    public static final String PASSWORD = "geheim-acme";

    private static final AtomicInteger TOKENS = new AtomicInteger();
    private static final Pattern TOKEN = Pattern.compile("\"sha1\"\\s*:\\s*\"([0-9a-f]+)\"");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Each life begins with what only the first needs. */
    private static final String SCRIPT = """
        gitea="$1"
        "$gitea" --config app.ini migrate &&
        { "$gitea" --config app.ini admin user list | grep -qw "$2" ||
          "$gitea" --config app.ini admin user create --admin --username "$2" --password "$3" \
            --email "$2@example.org" --must-change-password=false; } &&
        exec "$gitea" --config app.ini web
        """;

    private final Server server;
    private final URI address;

    private GiteaPart(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /** Without the part the calling test is skipped. */
    public static GiteaPart start() {
        Path home = Program.cached("gitea");
        Program.assumePresent("gitea", Files.exists(home.resolve("static/.complete")));
        Path directory = Server.newDirectory("gitea");
        int port = Ports.free();
        URI address = URI.create("http://127.0.0.1:" + port);
        try {
            Files.writeString(directory.resolve("app.ini"), """
                RUN_USER = %s
                I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
                WORK_PATH = %s
                [server]
                HTTP_ADDR = 127.0.0.1
                HTTP_PORT = %d
                ROOT_URL = %s/
                STATIC_ROOT_PATH = %s
                OFFLINE_MODE = true
                DISABLE_SSH = true
                [database]
                DB_TYPE = sqlite3
                SQLITE_JOURNAL_MODE = WAL
                [security]
                INSTALL_LOCK = true
                PASSWORD_HASH_ALGO = pbkdf2$1000$50
                [log]
                LEVEL = Warn
                [webhook]
                ALLOWED_HOST_LIST = loopback
                """.formatted(
                            System.getProperty("user.name"), directory, port, address, home.resolve("static")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write Gitea's configuration", e);
        }
        Server server = Server.start(new Launch(
                "gitea",
                List.of("bash", "-c", SCRIPT, "gitea", home.resolve("gitea").toString(), USER, PASSWORD),
                directory,
                Map.of("HOME", directory.toString()),
                () -> send(address, "GET", "/api/v1/version", "").statusCode() == 200,
                Duration.ofMinutes(3)));
        return new GiteaPart(server, address);
    }

    private static HttpResponse<String> send(URI address, String method, String path, String json)
            throws IOException, InterruptedException {
        String pair = USER + ":" + PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Calls its API as its user.
     *
     * @throws IllegalStateException unless it answers with a success
     */
    public String call(String method, String path, String json) {
        try {
            HttpResponse<String> response = send(address, method, path, json);
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Gitea answered", e);
        }
    }

    /** A token of its user that may do that, such as {@code write:package}. */
    public String token(String scope) {
        String name = "token-" + TOKENS.incrementAndGet();
        String json = call(
                "POST",
                "/api/v1/users/" + USER + "/tokens",
                "{\"name\": \"" + name + "\", \"scopes\": [\"" + scope + "\"]}");
        Matcher token = TOKEN.matcher(json);
        if (!token.find()) {
            throw new IllegalStateException("Gitea gives no token: " + json);
        }
        return token.group(1);
    }

    /** Where its user's packages of a format go; images go to {@link #address}. */
    public URI packages(String format) {
        return address.resolve("/api/packages/" + USER + "/" + format);
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
