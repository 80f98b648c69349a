package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@code sys/leases}. Vault's default policy grants renew and lookup, but no revoke. Futures fail as {@link VaultClient#ask} says. */
public final class Leases {

    private final VaultClient client;

    public Leases(VaultClient client) {
        this.client = client;
    }

    /** @param wish counted from now; the answer says what Vault gave */
    public CompletableFuture<Lease> renew(Token token, String id, Duration wish) {
        ObjectNode body = id(id).put("increment", wish.toSeconds());
        return client.ask(VaultCall.post("sys/leases/renew", token, body))
                .thenApply(reply -> new Lease(
                        id,
                        Duration.ofSeconds(reply.path("lease_duration").asLong()),
                        reply.path("renewable").asBoolean()));
    }

    /**
     * When it returns, the engine has removed the secret ({@code sync}). A lease that is gone already is no failure here; Vault
     * answers as if it had been there.
     */
    public CompletableFuture<Void> revoke(Token token, String id) {
        return client.ask(VaultCall.post("sys/leases/revoke", token, id(id).put("sync", true)))
                .thenAccept(done -> {});
    }

    /** @return what is left of it; fails when there is no such lease */
    public CompletableFuture<Duration> left(Token token, String id) {
        return client.ask(VaultCall.post("sys/leases/lookup", token, id(id)))
                .thenApply(reply ->
                        Duration.ofSeconds(reply.path("data").path("ttl").asLong()));
    }

    private static ObjectNode id(String id) {
        return JsonNodeFactory.instance.objectNode().put("lease_id", id);
    }
}
