package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private final RestApi api;

    private GiteaPart(Server server, URI address, RestApi api) {
        this.server = server;
        this.address = address;
        this.api = api;
    }

    /** Without the part the calling test is skipped. */
    public static GiteaPart start() {
        Path home = Program.cached("gitea");
        Program.assumePresent("gitea", Files.exists(home.resolve("static/.complete")));
        Path directory = Server.newDirectory("gitea");
        int port = Ports.free();
        URI address = URI.create("http://127.0.0.1:" + port);
        RestApi api = new RestApi(address, USER, PASSWORD);
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
                () -> api.answers("/api/v1/version"),
                Duration.ofMinutes(3)));
        return new GiteaPart(server, address, api);
    }

    /**
     * Calls its API as its user.
     *
     * @throws IllegalStateException unless it answers with a success
     */
    public String call(String method, String path, String json) {
        return api.call(method, path, json);
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
