package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.BackOff;
import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.Leases;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Revokes holdings that are to end, until they are gone; a block that is closing goes with its last holding. */
final class Ending {

    private final Tokens tokens;
    private final Leases leases;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Shelf shelf;

    Ending(VaultClient client, Timeline timeline, RandomGenerator random, Shelf shelf) {
        this.tokens = new Tokens(client);
        this.leases = new Leases(client);
        this.timeline = timeline;
        this.random = random;
        this.shelf = shelf;
    }

    /** @return whether everything that is to end has ended; if not, it is tried again by itself */
    CompletableFuture<Boolean> sweep(OpenBlock block) {
        if (!block.sweep.isDone()) {
            return block.sweep.thenCompose(before -> sweep(block));
        }
        List<CompletableFuture<Holding>> gone = new ArrayList<>();
        for (Holding holding : List.copyOf(block.holdings)) {
            if (holding.ending) {
                gone.add(revoke(holding));
            }
        }
        block.sweep = CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        all -> {
                            gone.forEach(each -> block.holdings.remove(each.join()));
                            return swept(block);
                        },
                        timeline);
        return block.sweep;
    }

    private boolean swept(OpenBlock block) {
        block.noteDebts();
        List<Holding> left = block.holdings.stream().filter(each -> each.ending).toList();
        if (block.closing && left.isEmpty()) {
            shelf.remove(block);
        } else if (!left.isEmpty()) {
            if (left.stream().anyMatch(each -> each.failures == 1)) {
                shelf.keepIfPossible(block);
            }
            Instant next = left.stream()
                    .map(each -> each.nextTry == null ? each.ends() : each.nextTry)
                    .min(Instant::compareTo)
                    .orElseThrow();
            // Later than now in any case, so that no fault here can turn into a storm of requests
            Duration pause = Duration.between(timeline.now(), next);
            timeline.after(pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause, () -> {
                if (block.sweep.isDone()) {
                    sweep(block);
                }
            });
        }
        return left.isEmpty();
    }

    /** @return the holding when it is gone, null when not; never fails */
    private CompletableFuture<Holding> revoke(Holding holding) {
        Instant now = timeline.now();
        if (holding.failures > 0 && holding.nextTry == null) {
            return CompletableFuture.completedFuture(now.isAfter(holding.ends()) ? holding : null);
        }
        if (holding.failures > 0 && holding.nextTry.isAfter(now)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> revoked = holding.own ? tokens.revokeSelf(holding.token) : revokeLeases(holding);
        return revoked.handleAsync((done, failure) -> failure, timeline)
                .thenCompose(failure -> failure == null
                        ? CompletableFuture.completedFuture(holding)
                        : failed(holding, VaultClient.cause(failure)));
    }

    private CompletableFuture<Void> revokeLeases(Holding holding) {
        List<CompletableFuture<Void>> revoked = holding.leases.stream()
                .map(lease -> leases.revoke(holding.token, lease.life().name())
                        .thenRunAsync(() -> holding.leases.remove(lease), timeline))
                .toList();
        return CompletableFuture.allOf(revoked.toArray(CompletableFuture[]::new));
    }

    /** A refusal is good news when the token is dead: what it got died with it. */
    private CompletableFuture<Holding> failed(Holding holding, VaultException cause) {
        if (cause.kind() != VaultException.Cause.DENIED) {
            return CompletableFuture.completedFuture(later(holding, cause));
        }
        return tokens.lookupSelf(holding.token)
                .handleAsync(
                        (alive, failure) -> {
                            if (failure == null) {
                                return later(holding, cause);
                            }
                            VaultException why = VaultClient.cause(failure);
                            return why.kind() == VaultException.Cause.DENIED ? holding : later(holding, why);
                        },
                        timeline);
    }

    private Holding later(Holding holding, VaultException cause) {
        holding.failures++;
        holding.cause = cause.getMessage();
        holding.nextTry = cause.mayPass() ? timeline.now().plus(BackOff.LONG.pause(holding.failures, random)) : null;
        return null;
    }
}
