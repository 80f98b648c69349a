package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@code sys/capabilities-self}: what a token may do, without trying it. */
public final class Capabilities {

    private final VaultClient client;

    public Capabilities(VaultClient client) {
        this.client = client;
    }

    /** @return for each path what is allowed: create, read, update, delete, list, sudo, root, deny */
    public CompletableFuture<Map<String, List<String>>> of(Token token, Collection<String> paths) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        paths.forEach(body.putArray("paths")::add);
        return client.ask(VaultCall.post("sys/capabilities-self", token, body)).thenApply(reply -> {
            Map<String, List<String>> found = new HashMap<>();
            paths.forEach(
                    path -> found.put(path, TokenInfo.texts(reply.path("data").path(path))));
            return Map.copyOf(found);
        });
    }

    /** Whether what {@link #of} found for a path lets a token POST or PUT there. */
    public static boolean mayWrite(List<String> found) {
        return found.contains("update") || found.contains("create") || found.contains("root");
    }
}
