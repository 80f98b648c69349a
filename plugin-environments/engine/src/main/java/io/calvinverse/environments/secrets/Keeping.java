package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.BackOff;
import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.Lease;
import io.calvinverse.environments.vault.Leases;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/** Renews what open blocks hold, and hands over what cannot be renewed any more to be replaced. */
final class Keeping {

    private final Tokens tokens;
    private final Leases leases;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final BiConsumer<OpenBlock, Holding> replace;
    private final Set<String> endingParents = new HashSet<>();

    /** @param replace told once for a holding of which something is exhausted */
    Keeping(VaultClient client, Timeline timeline, RandomGenerator random, BiConsumer<OpenBlock, Holding> replace) {
        this.tokens = new Tokens(client);
        this.leases = new Leases(client);
        this.timeline = timeline;
        this.random = random;
        this.replace = replace;
    }

    /** Children of this token, also those that are just being made, must be replaced before it ends. */
    void parentEnds(String accessor) {
        endingParents.add(accessor);
    }

    /** From now on the holding is renewed in time. */
    void keep(OpenBlock block, Holding holding) {
        holding.planned.run();
        if (endingParents.contains(holding.parent)) {
            timeline.execute(() -> replace.accept(block, holding));
            return;
        }
        Duration pause = Duration.between(timeline.now(), holding.due());
        holding.planned = timeline.after(pause.isNegative() ? Duration.ZERO : pause, () -> renew(block, holding));
    }

    private void renew(OpenBlock block, Holding holding) {
        if (block.closing || holding.retired || holding.ending) {
            return;
        }
        Instant now = timeline.now();
        List<CompletableFuture<Void>> renewals = new ArrayList<>();
        if (!holding.life.due().isAfter(now)) {
            renewals.add(renew(holding, holding.life, () -> tokens.renewSelf(holding.token, holding.life.whole())));
        }
        for (HeldLease lease : holding.leases) {
            Span life = lease.life();
            if (!life.due().isAfter(now)) {
                renewals.add(renew(
                        holding,
                        life,
                        () -> leases.renew(holding.token, life.name(), life.whole())
                                .thenApply(Lease::life)));
            }
        }
        CompletableFuture.allOf(renewals.toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> decide(block, holding), timeline);
    }

    private CompletableFuture<Void> renew(
            Holding holding, Span life, java.util.function.Supplier<CompletableFuture<Duration>> request) {
        if (!life.renewable()) {
            life.exhaust();
            return CompletableFuture.completedFuture(null);
        }
        return request.get()
                .handleAsync(
                        (granted, failure) -> {
                            note(holding, life, granted, failure);
                            return null;
                        },
                        timeline);
    }

    private void note(Holding holding, Span life, Duration granted, Throwable failure) {
        VaultException cause = failure == null ? null : VaultClient.cause(failure);
        if (cause == null) {
            holding.misses = 0;
            life.renewed(granted, timeline.now());
        } else if (cause.mayPass()) {
            holding.misses++;
            life.retry(timeline.now().plus(BackOff.SHORT.pause(holding.misses, random)));
        } else {
            life.exhaust();
        }
    }

    private void decide(OpenBlock block, Holding holding) {
        if (block.closing || holding.retired || holding.ending) {
            return;
        }
        boolean exhausted = holding.life.exhausted()
                || holding.leases.stream().anyMatch(lease -> lease.life().exhausted());
        if (exhausted) {
            replace.accept(block, holding);
        } else {
            keep(block, holding);
        }
    }
}
