package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code auth/token}: create, look up, renew, revoke. Futures fail as {@link VaultClient#ask} says. */
public final class Tokens {

    private final VaultClient client;

    public Tokens(VaultClient client) {
        this.client = client;
    }

    public CompletableFuture<IssuedToken> create(Token by, NewToken wanted) {
        return client.ask(VaultCall.post(wanted.path(), by, wanted.body())).thenApply(IssuedToken::of);
    }

    /** The token stays unseen: it is inside a wrapper that lives {@code wrapFor} and opens once. */
    public CompletableFuture<Wrapper> createWrapped(Token by, NewToken wanted, Duration wrapFor) {
        return client.ask(VaultCall.post(wanted.path(), by, wanted.body()).wrapped(wrapFor))
                .thenApply(body -> Wrapper.of(body, wanted.path()));
    }

    public CompletableFuture<TokenInfo> lookupSelf(Token token) {
        return client.ask(VaultCall.get("auth/token/lookup-self", token)).thenApply(Tokens::info);
    }

    public CompletableFuture<TokenInfo> lookup(Token by, String accessor) {
        return client.ask(VaultCall.post("auth/token/lookup-accessor", by, accessor(accessor)))
                .thenApply(Tokens::info);
    }

    /** Accessors of all tokens alive. Needs {@code sudo} on {@code auth/token/accessors}. */
    public CompletableFuture<List<String>> accessors(Token by) {
        return client.ask(VaultCall.list("auth/token/accessors", by))
                .thenApply(body -> TokenInfo.texts(body.path("data").path("keys")));
    }

    /** @param wish counted from now; Vault gives what it likes, at most up to the end of the longest life */
    public CompletableFuture<Duration> renewSelf(Token token, Duration wish) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("increment", wish.toSeconds() + "s");
        return client.ask(VaultCall.post("auth/token/renew-self", token, body))
                .thenApply(reply -> Duration.ofSeconds(
                        reply.path("auth").path("lease_duration").asLong()));
    }

    /** With its children and all leases any of them got. */
    public CompletableFuture<Void> revokeSelf(Token token) {
        return client.ask(VaultCall.post("auth/token/revoke-self", token, null)).thenAccept(done -> {});
    }

    /** As {@link #revokeSelf}, for one whose value is not known. */
    public CompletableFuture<Void> revoke(Token by, String accessor) {
        return client.ask(VaultCall.post("auth/token/revoke-accessor", by, accessor(accessor)))
                .thenAccept(done -> {});
    }

    private static TokenInfo info(JsonNode body) {
        return TokenInfo.of(body.path("data"));
    }

    private static ObjectNode accessor(String accessor) {
        return JsonNodeFactory.instance.objectNode().put("accessor", accessor);
    }
}
