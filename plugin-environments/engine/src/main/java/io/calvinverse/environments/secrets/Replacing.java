package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.BackOff;
import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Rolls over: before a token or lease reaches its longest life the block gets a new token and new secrets of everything that
 * has a lease. What is replaced lives on for what is left of it, since processes use it, and ends with the block at the latest.
 */
final class Replacing {

    /** How often a block is looked at that nobody has resumed yet after a start: without its login nothing can be had. */
    private static final Duration UNTIL_RESUMED = Duration.ofSeconds(10);

    private final Obtaining obtaining;
    private final Ending ending;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Shelf shelf;
    private final Keeping keeping;

    Replacing(
            VaultClient client,
            Obtaining obtaining,
            Ending ending,
            Timeline timeline,
            RandomGenerator random,
            Shelf shelf) {
        this.obtaining = obtaining;
        this.ending = ending;
        this.timeline = timeline;
        this.random = random;
        this.shelf = shelf;
        this.keeping = new Keeping(client, timeline, random, this::replace);
    }

    Keeping keeping() {
        return keeping;
    }

    private void replace(OpenBlock block, Holding holding) {
        if (block.closing || holding.retired || holding.ending) {
            return;
        }
        if (holding.leases.isEmpty() && !block.lasting) {
            // The parent of a narrowed token: its end would end the child, which is replaced on its own
            holding.retired = block.holdings.stream().allMatch(each -> each == holding || each.retired);
        }
        if (holding.retired) {
            return;
        }
        if (block.fromBefore() || !block.work.isDone()) {
            timeline.after(UNTIL_RESUMED, () -> replace(block, holding));
            return;
        }
        List<Holding> before = List.copyOf(block.holdings);
        Set<SecretSource> sources = new LinkedHashSet<>();
        before.stream()
                .filter(each -> !each.retired && !each.ending)
                .forEach(each -> each.leases.forEach(lease -> sources.add(lease.source())));
        Instant patience = timeline.now().plus(block.request.patience());
        block.work = obtaining
                .obtain(block, sources, patience)
                .thenCompose(obtained -> adopt(block, before, obtained))
                .handleAsync((done, failure) -> failure, timeline)
                .thenAccept(failure -> concluded(block, holding, before, failure));
    }

    private CompletableFuture<Void> adopt(OpenBlock block, List<Holding> before, Obtaining.Obtained obtained) {
        try {
            block.found.putAll(obtained.found());
            block.values = Picking.pick(block.request, block.found, block.secrets);
            block.secrets.addAll(block.values.secrets());
            before.forEach(each -> each.retired = true);
            block.holdings.forEach(each -> each.adopted = true);
            shelf.keep(block);
            return CompletableFuture.completedFuture(null);
        } catch (VaultException e) {
            before.forEach(each -> each.retired = false);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void concluded(OpenBlock block, Holding holding, List<Holding> before, Throwable failure) {
        List<Holding> anew =
                block.holdings.stream().filter(each -> !before.contains(each)).toList();
        if (block.closing) {
            return;
        }
        if (failure != null) {
            anew.forEach(Holding::end);
            ending.sweep(block);
            holding.misses++;
            VaultException cause = VaultClient.cause(failure);
            block.events.note("The secrets of this block end at " + holding.ends()
                    + " at the latest, and cannot be replaced: " + cause.getMessage());
            timeline.after(BackOff.LONG.pause(holding.misses, random), () -> replace(block, holding));
            return;
        }
        before.forEach(each -> retire(block, each));
        before.forEach(this::replaceChildren);
        anew.forEach(each -> keeping.keep(block, each));
        if (!block.lasting) {
            block.events.note("New secrets replace those that reach the end of their longest life");
            block.events.rolledOver(block.values);
        }
    }

    /** They would end with their parent, before their own time. */
    private void replaceChildren(Holding parent) {
        keeping.parentEnds(parent.life.name());
        for (OpenBlock other : shelf.all()) {
            List.copyOf(other.holdings).stream()
                    .filter(each -> each.parent.equals(parent.life.name()) && !other.holdings.contains(parent))
                    .forEach(each -> replace(other, each));
        }
    }

    /** When nothing of it can be alive any more it is forgotten. */
    private void retire(OpenBlock block, Holding holding) {
        if (holding.ending) {
            return;
        }
        holding.planned.run();
        Duration left = Duration.between(timeline.now(), holding.ends()).plusSeconds(5);
        timeline.after(left.isNegative() ? Duration.ZERO : left, () -> {
            if (block.closing) {
                return;
            }
            if (block.lasting) {
                // Not revoked: should its end have been misjudged, blocks may still live of it
                block.holdings.remove(holding);
                shelf.keepIfPossible(block);
            } else {
                holding.end();
                ending.sweep(block);
            }
        });
    }
}
