package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** All there is about a block. Touched on the timeline only. */
final class OpenBlock {

    final BlockRequest request;
    /** Under which it is kept. */
    String key;
    /** Null after a start, until it is resumed. */
    Login login;

    BlockEvents events = BlockEvents.NONE;
    /** What each source gave last. */
    final Map<SecretSource, JsonNode> found = new LinkedHashMap<>();

    final Set<String> secrets = new LinkedHashSet<>();
    final List<Holding> holdings = new ArrayList<>();
    /** Null until everything wanted has been obtained. */
    volatile Block values;
    /** No build's, but the lasting login of {@link Secrets#once}. */
    boolean lasting;

    boolean closing;
    /** Obtaining at present: ending waits for it, or what it gets would be forgotten. */
    CompletableFuture<?> work = CompletableFuture.completedFuture(null);
    /** Revoking at present; true when nothing that is to be ended is left. */
    CompletableFuture<Boolean> sweep = CompletableFuture.completedFuture(true);

    /** For any thread to look at. */
    volatile List<Debt> debts = List.of();

    OpenBlock(BlockRequest request, String key) {
        this.request = request;
        this.key = key;
    }

    /** A file name for any id; ids hold names of jobs. */
    static String keyOf(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The sources wanted, each once. */
    Set<SecretSource> sources() {
        Set<SecretSource> sources = new LinkedHashSet<>();
        request.wants().forEach(want -> sources.add(want.source()));
        return sources;
    }

    boolean fromBefore() {
        return login == null;
    }

    /** Nothing is renewed any more. */
    void rest() {
        holdings.forEach(holding -> holding.planned.run());
    }

    void noteDebts() {
        debts = holdings.stream()
                .filter(holding -> holding.ending && holding.failures > 0)
                .map(holding -> new Debt(
                        request.id(), request.owner(), holding.name(), holding.cause, holding.nextTry, holding.ends()))
                .toList();
    }

    /** All of it is to be ended. */
    void end() {
        closing = true;
        holdings.forEach(Holding::end);
    }
}
