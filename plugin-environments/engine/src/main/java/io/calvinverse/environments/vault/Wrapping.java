package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.environments.vault.VaultException.Cause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@code sys/wrapping}: make, look at and open wrappers. Futures fail as {@link VaultClient#ask} says. */
public final class Wrapping {

    private static final String PATH = "sys/wrapping/wrap";

    private final VaultClient client;

    public Wrapping(VaultClient client) {
        this.client = client;
    }

    /** Puts values into a wrapper that lives that long and opens once. Vault's policy {@code default} grants it. */
    public CompletableFuture<Wrapper> wrap(Token by, Map<String, String> values, Duration life) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        values.forEach(body::put);
        return client.ask(VaultCall.post(PATH, by, body).wrapped(life)).thenApply(reply -> Wrapper.of(reply, PATH));
    }

    /**
     * Where the answer inside comes from; opens nothing.
     *
     * @return the path of the request; fails with {@link Cause#REFUSED} when the wrapper was opened, revoked or has expired
     */
    public CompletableFuture<String> creationPath(Token wrapper) {
        return client.ask(VaultCall.post(
                        "sys/wrapping/lookup",
                        null,
                        JsonNodeFactory.instance.objectNode().put("token", wrapper.value())))
                .thenApply(body -> body.path("data").path("creation_path").asText());
    }

    /**
     * Opens a wrapper that must hold the answer to a certain request.
     *
     * @param path expected; another one means that somebody opened the right one and put his own in its place
     */
    public CompletableFuture<JsonNode> open(Token wrapper, String path) {
        return creationPath(wrapper)
                .thenCompose(found -> found.equals(path)
                        ? client.ask(VaultCall.post("sys/wrapping/unwrap", wrapper, null))
                        : CompletableFuture.failedFuture(new VaultException(
                                Cause.REFUSED,
                                "the wrapper was made by a request to " + found + ", not to " + path
                                        + ": it is not the one that was"
                                        + " issued here; find out who replaced it, and do not use what is inside")));
    }

    /** Opens the wrapper of a token. */
    public CompletableFuture<IssuedToken> openToken(Token wrapper, String path) {
        return open(wrapper, path).thenApply(IssuedToken::of);
    }
}
