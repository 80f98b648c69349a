package io.calvinverse.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Vault server of its own, initialised and unsealed, with file storage so that it can be killed and started again. It has no
 * mounts but Vault's own; {@link #admin} makes them. For one thread at a time.
 */
public final class VaultPart implements AutoCloseable {

    private final Server server;
    private final URI address;
    private final SelfSigned tls;
    private final HttpClient client;
    private String unsealKey;
    private String rootToken;

    private VaultPart(Server server, URI address, SelfSigned tls, HttpClient client) {
        this.server = server;
        this.address = address;
        this.tls = tls;
        this.client = client;
    }

    /** On plain HTTP. Skips the calling test when the part is missing. */
    public static VaultPart start() {
        return start(Program.of("vault"), Server.newDirectory("vault"), null);
    }

    /** On HTTPS with a certificate nobody trusts yet: {@link #tls}. */
    public static VaultPart startWithTls() {
        Path directory = Server.newDirectory("vault");
        return start(Program.of("vault"), directory, SelfSigned.localhost(directory));
    }

    private static VaultPart start(Program program, Path directory, SelfSigned tls) {
        int port = Ports.free();
        URI address = URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + port);
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (tls != null) {
            client.sslContext(tls.trusting());
        }
        HttpClient built = client.build();
        try {
            Files.writeString(directory.resolve("vault.hcl"), configuration(directory, address, tls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Server server = Server.start(new Launch(
                "vault",
                List.of(program.file().toString(), "server", "-config=vault.hcl"),
                directory,
                () -> send(built, address, "GET", "sys/seal-status", null, null).statusCode() == 200));
        VaultPart vault = new VaultPart(server, address, tls, built);
        String keys = vault.send("PUT", "sys/init", null, "{\"secret_shares\":1,\"secret_threshold\":1}");
        vault.unsealKey = field(keys, "keys\":\\[\"");
        vault.rootToken = field(keys, "root_token\":\"");
        vault.unseal();
        return vault;
    }

    private static String configuration(Path directory, URI address, SelfSigned tls) {
        String security = tls == null
                ? "tls_disable = true"
                : "tls_cert_file = \"%s\"\n  tls_key_file = \"%s\"".formatted(tls.certificate(), tls.key());
        return """
                storage "file" { path = "%s" }
                listener "tcp" {
                  address = "%s"
                  %s
                }
                api_addr = "%s"
                disable_mlock = true
                """.formatted(directory.resolve("data"), address.getAuthority(), security, address);
    }

    public URI address() {
        return address;
    }

    public String rootToken() {
        return rootToken;
    }

    /** Its process, to be killed or frozen. */
    public Server server() {
        return server;
    }

    /** Its certificate; null on plain HTTP. */
    public SelfSigned tls() {
        return tls;
    }

    public void seal() {
        admin("PUT", "sys/seal", null);
    }

    /** Waits until it answers requests again. */
    public void unseal() {
        send("PUT", "sys/unseal", null, "{\"key\":\"" + unsealKey + "\"}");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            if (reply("GET", "sys/health", null, null).statusCode() == 200) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("Vault does not become active after it was unsealed");
    }

    /** SIGKILL; what is on its disk stays. */
    public void kill() {
        server.kill();
    }

    /** After {@link #kill}: up again, and unsealed. */
    public void restart() {
        server.restart();
        unseal();
    }

    /** A request as root. */
    public String admin(String method, String path, String json) {
        return send(method, path, rootToken, json);
    }

    /**
     * @param token null for none
     * @param json null for no body
     * @return the body; empty when there is none
     * @throws IllegalStateException when Vault refuses, with its words
     */
    public String send(String method, String path, String token, String json) {
        HttpResponse<String> reply = reply(method, path, token, json);
        if (reply.statusCode() >= 400) {
            throw new IllegalStateException(method + " " + path + ": HTTP " + reply.statusCode() + " " + reply.body());
        }
        return reply.body();
    }

    /** The same, whatever the status. */
    public HttpResponse<String> reply(String method, String path, String token, String json) {
        try {
            return send(client, address, method, path, token, json);
        } catch (IOException e) {
            throw new UncheckedIOException("Vault does not answer " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Vault", e);
        }
    }

    private static HttpResponse<String> send(
            HttpClient client, URI address, String method, String path, String token, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (token != null) {
            request.header("X-Vault-Token", token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The text after {@code before} up to the next quote, of an answer: {@code field(answer, "client_token\":\"")}. */
    public static String field(String json, String before) {
        Matcher found = Pattern.compile(before + "([^\"]*)").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("Vault's answer lacks " + before);
        }
        return found.group(1);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Vault", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
