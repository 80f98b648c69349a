package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultCall;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads sources. What is mounted where is asked once per mount ({@code sys/internal/ui/mounts}, which any token may that may
 * read something below the mount).
 */
final class Reading {

    private record Mount(String path, SecretSource.Engine engine) {}

    private final VaultClient client;
    private final Map<String, Mount> mounts = new ConcurrentHashMap<>();

    Reading(VaultClient client) {
        this.client = client;
    }

    CompletableFuture<Found> read(Token token, SecretSource source) {
        return mount(token, source).thenCompose(mount -> switch (mount.engine) {
            case KV2 ->
                client.ask(VaultCall.get(withData(mount, source), token).version(source.version()))
                        .thenApply(body -> new Found(body.path("data").path("data"), null));
            case KV1 -> client.ask(VaultCall.get(source.path(), token)).thenApply(body -> Found.of(body, false));
            case DETECT, DYNAMIC -> client.ask(dynamic(token, source)).thenApply(body -> Found.of(body, true));
        });
    }

    private static VaultCall dynamic(Token token, SecretSource source) {
        if (source.parameters().isEmpty()) {
            return VaultCall.get(source.path(), token);
        }
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        source.parameters().forEach(parameters::put);
        return VaultCall.post(source.path(), token, parameters);
    }

    private static String withData(Mount mount, SecretSource source) {
        String rest = source.path().substring(Math.min(source.path().length(), mount.path.length()));
        return mount.path + "data/" + rest;
    }

    private CompletableFuture<Mount> mount(Token token, SecretSource source) {
        if (source.engine() != SecretSource.Engine.DETECT) {
            String first = source.path().substring(0, source.path().indexOf('/') + 1);
            return CompletableFuture.completedFuture(new Mount(first, source.engine()));
        }
        for (Mount known : mounts.values()) {
            if (source.path().startsWith(known.path)) {
                return CompletableFuture.completedFuture(known);
            }
        }
        return client.ask(VaultCall.get("sys/internal/ui/mounts/" + source.path(), token))
                .handle((body, failure) -> failure == null ? learnt(body.path("data")) : unknown(source, failure))
                .thenCompose(found -> found);
    }

    private CompletableFuture<Mount> learnt(JsonNode data) {
        String path = data.path("path").asText();
        Mount mount = new Mount(path, engine(data));
        if (!path.isEmpty()) {
            mounts.put(path, mount);
        }
        return CompletableFuture.completedFuture(mount);
    }

    private static SecretSource.Engine engine(JsonNode data) {
        return switch (data.path("type").asText()) {
            case "kv", "generic" ->
                "2".equals(data.path("options").path("version").asText())
                        ? SecretSource.Engine.KV2
                        : SecretSource.Engine.KV1;
            case "cubbyhole" -> SecretSource.Engine.KV1;
            default -> SecretSource.Engine.DYNAMIC;
        };
    }

    /** Vault does not tell a token about mounts it may read nothing of. The read itself then says what is denied. */
    private static CompletableFuture<Mount> unknown(SecretSource source, Throwable failure) {
        VaultException cause = VaultClient.cause(failure);
        return cause.mayPass()
                ? CompletableFuture.failedFuture(cause)
                : CompletableFuture.completedFuture(new Mount(source.path(), SecretSource.Engine.DETECT));
    }
}
