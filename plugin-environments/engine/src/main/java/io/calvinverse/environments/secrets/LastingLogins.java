package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Logins done once and shared ({@link Secrets#once}). Each is a block without wants that is never closed, so it is kept on disk,
 * renewed and replaced like any other. On the timeline only.
 */
final class LastingLogins {

    private static final String PREFIX = "login kept: ";
    private static final Duration TRUST = Duration.ofSeconds(30);

    private final Function<OpenBlock, CompletableFuture<Block>> obtain;
    private final Function<OpenBlock, CompletableFuture<Boolean>> end;
    private final Shelf shelf;
    private final Tokens tokens;
    private final Timeline timeline;
    private final Map<Holding, Instant> seenAlive = new HashMap<>();

    LastingLogins(
            Function<OpenBlock, CompletableFuture<Block>> obtain,
            Function<OpenBlock, CompletableFuture<Boolean>> end,
            Shelf shelf,
            Tokens tokens,
            Timeline timeline) {
        this.obtain = obtain;
        this.end = end;
        this.shelf = shelf;
        this.tokens = tokens;
        this.timeline = timeline;
    }

    /** Of the block that keeps the login. */
    static String id(String key) {
        return PREFIX + key;
    }

    CompletableFuture<Login.Grant> grant(String key, Login login) {
        String id = id(key);
        OpenBlock block = shelf.find(id);
        if (block == null || block.closing) {
            return logIn(id, block, login);
        }
        block.login = login;
        if (!block.work.isDone()) {
            return block.work
                    .handleAsync((done, failure) -> failure, timeline)
                    .thenCompose(failure -> failure == null
                            ? grant(key, login)
                            : CompletableFuture.failedFuture(VaultClient.cause(failure)));
        }
        return current(block)
                .map(holding -> checked(id, block, holding, login))
                .orElseGet(() -> again(id, block, null, login));
    }

    private static java.util.Optional<Holding> current(OpenBlock block) {
        return block.holdings.stream()
                .filter(holding -> !holding.ending && !holding.retired)
                .reduce((first, last) -> last);
    }

    private CompletableFuture<Login.Grant> logIn(String id, OpenBlock former, Login login) {
        OpenBlock block = new OpenBlock(
                new BlockRequest(
                        id, "shared login", List.of(), List.of(), BlockRequest.USUAL_LIFE, Duration.ofSeconds(10)),
                OpenBlock.keyOf(id));
        block.lasting = true;
        block.login = login;
        try {
            if (former != null) {
                shelf.setAside(former);
            }
        } catch (VaultException e) {
            return CompletableFuture.failedFuture(e);
        }
        return obtain.apply(block).thenApplyAsync(done -> granted(current(block).orElseThrow()), timeline);
    }

    /** The token may have been revoked or have expired while Jenkins was down. */
    private CompletableFuture<Login.Grant> checked(String id, OpenBlock block, Holding holding, Login login) {
        Instant seen = seenAlive.get(holding);
        if (seen != null && timeline.now().isBefore(seen.plus(TRUST))) {
            return CompletableFuture.completedFuture(new Login.Grant(holding.token, false));
        }
        return tokens.lookupSelf(holding.token)
                .handleAsync(
                        (alive, failure) -> {
                            if (failure == null) {
                                return CompletableFuture.completedFuture(granted(holding));
                            }
                            VaultException cause = VaultClient.cause(failure);
                            return cause.kind() == VaultException.Cause.DENIED
                                    ? again(id, block, holding, login)
                                    : CompletableFuture.<Login.Grant>failedFuture(cause);
                        },
                        timeline)
                .thenCompose(grant -> grant);
    }

    private CompletableFuture<Login.Grant> again(String id, OpenBlock block, Holding dead, Login login) {
        // Meanwhile another one may have taken its place, which is in use
        if (shelf.find(id) == block && !block.closing && current(block).orElse(null) == dead) {
            end.apply(block);
        }
        OpenBlock present = shelf.find(id);
        return present == null || present.closing
                ? logIn(id, present, login)
                : grant(id.substring(PREFIX.length()), login);
    }

    private Login.Grant granted(Holding holding) {
        seenAlive.put(holding, timeline.now());
        seenAlive.keySet().removeIf(each -> each.ending);
        return new Login.Grant(holding.token, false);
    }
}
