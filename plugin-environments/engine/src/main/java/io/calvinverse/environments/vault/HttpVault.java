package io.calvinverse.environments.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Vault over HTTP. No thread waits for an answer. Headers: {@code X-Vault-Token}, {@code X-Vault-Request} (agents and proxies
 * of Vault ask for it), {@code X-Vault-Namespace}, {@code X-Vault-Wrap-TTL}, as Vault's API documentation names them.
 */
public final class HttpVault implements Vault {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI address;
    private final String namespace;
    private final HttpClient client;
    private final Duration patience;

    /**
     * @param address of the server, for instance {@code https://active.secrets.service.consulverse:8200}; a path before {@code /v1}
     *     is kept
     * @param namespace empty for none
     * @param client with trust, proxy and connect timeout; its redirects must be off or a token could follow one elsewhere
     * @param patience how long an answer may take
     * @throws IllegalArgumentException if the address is no http or https URL or carries user, query or fragment
     */
    public HttpVault(URI address, String namespace, HttpClient client, Duration patience) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException("Vault's address must be like https://vault.example:8200");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "Vault's address must be without user, query and fragment: a secret does not belong in a URL");
        }
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client for Vault must not follow redirects");
        }
        this.address = URI.create(address.toString().replaceAll("/+$", "") + "/v1/");
        this.namespace = namespace;
        this.client = client;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "Vault at " + address.toString().replaceAll("/v1/$", "");
    }

    @Override
    public CompletableFuture<VaultReply> send(VaultCall call) {
        return client.sendAsync(request(call), BodyHandlers.ofByteArray())
                .thenApply(response -> new VaultReply(response.statusCode(), json(response.body())))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unanswered(call, failure)));
    }

    private HttpRequest request(VaultCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(call))
                .timeout(patience)
                .method(
                        call.method(),
                        call.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(call.body().toString()))
                .header("X-Vault-Request", "true");
        if (call.token() != null) {
            request.header("X-Vault-Token", call.token().value());
        }
        if (!namespace.isEmpty()) {
            request.header("X-Vault-Namespace", namespace);
        }
        if (call.wrapFor() != null) {
            request.header("X-Vault-Wrap-TTL", call.wrapFor().toSeconds() + "s");
        }
        return request.build();
    }

    private URI uri(VaultCall call) {
        String query = call.query().isEmpty() ? "" : "?" + call.query();
        return URI.create(address + call.path().replace(" ", "%20") + query);
    }

    /** What is no JSON comes from a proxy between; its status says enough, its text may echo a request. */
    private static JsonNode json(byte[] read) {
        try {
            return read.length == 0
                    ? MissingNode.getInstance()
                    : JSON.readTree(new String(read, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private VaultException unanswered(VaultCall call, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new VaultException(
                VaultException.Cause.UNAVAILABLE,
                name() + " did not answer " + call + ": " + text
                        + "; is the address right, is Vault up, is its certificate" + " trusted?",
                cause);
    }
}
