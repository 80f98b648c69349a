package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.Patience;
import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** {@link Secrets} on a timeline and a store. */
public final class LeasedSecrets implements Secrets {

    private final Timeline timeline;
    private final Shelf shelf;
    private final Probing probing;
    private final Tokens tokens;
    private final Obtaining obtaining;
    private final Ending ending;
    private final Keeping keeping;
    private final LastingLogins lasting;

    /**
     * Takes up what a former process left: what it was revoking is revoked, what was open is renewed and waits to be resumed.
     *
     * @param timeline for these secrets alone or shared; everything but reading the store happens on it
     * @throws IOException if the store cannot be read
     */
    public LeasedSecrets(VaultClient client, Timeline timeline, BlockStore store, RandomGenerator random)
            throws IOException {
        this.timeline = timeline;
        this.shelf = new Shelf(store);
        this.probing = new Probing(client, timeline);
        this.tokens = new Tokens(client);
        this.obtaining = new Obtaining(client, probing, new Patience(timeline, random), timeline, shelf);
        this.ending = new Ending(client, timeline, random, shelf);
        this.keeping = new Replacing(client, obtaining, ending, timeline, random, shelf).keeping();
        this.lasting = new LastingLogins(this::obtain, this::end, shelf, tokens, timeline);
        List<OpenBlock> left = shelf.load(timeline);
        timeline.execute(() -> left.forEach(this::takeUp));
    }

    private void takeUp(OpenBlock block) {
        if (block.closing || block.values == null) {
            end(block);
            return;
        }
        block.holdings.stream()
                .filter(holding -> !holding.ending && !holding.retired)
                .forEach(holding -> keeping.keep(block, holding));
        ending.sweep(block);
    }

    @Override
    public CompletableFuture<Block> open(BlockRequest request, Login login, BlockEvents events) {
        return onTimeline(() -> {
            OpenBlock former = shelf.find(request.id());
            if (former != null && !former.fromBefore() && !former.closing) {
                return refused("the block " + request.id() + " is open already; every block needs an id of its own");
            }
            OpenBlock block = new OpenBlock(request, OpenBlock.keyOf(request.id()));
            block.login = login;
            block.events = events;
            if (former != null) {
                try {
                    shelf.setAside(former);
                    end(former);
                } catch (VaultException e) {
                    return CompletableFuture.failedFuture(e);
                }
            }
            return obtain(block);
        });
    }

    /** First secrets of a new block. */
    private CompletableFuture<Block> obtain(OpenBlock block) {
        shelf.add(block);
        CompletableFuture<Block> values = obtaining
                .obtain(block, block.sources(), timeline.now().plus(block.request.patience()))
                .thenCompose(obtained -> complete(block, obtained));
        block.work = values;
        CompletableFuture<Block> opened = new CompletableFuture<>();
        values.whenCompleteAsync(
                (done, failure) -> {
                    if (failure == null) {
                        opened.complete(done);
                    } else {
                        VaultException cause = VaultClient.cause(failure);
                        end(block).whenComplete((ended, never) -> opened.completeExceptionally(cause));
                    }
                },
                timeline);
        return opened;
    }

    private CompletableFuture<Block> complete(OpenBlock block, Obtaining.Obtained obtained) {
        try {
            if (block.closing) {
                return refused("the block " + block.request.id() + " was closed while it was being opened");
            }
            block.found.putAll(obtained.found());
            block.values = Picking.pick(block.request, block.found, block.secrets);
            block.secrets.addAll(block.values.secrets());
            boolean leased = block.holdings.stream().anyMatch(holding -> !holding.leases.isEmpty());
            if (!leased && !block.lasting) {
                // The values stay as they are without a token: better none than one to look after
                block.holdings.forEach(Holding::end);
            }
            block.holdings.forEach(holding -> holding.adopted = true);
            shelf.keep(block);
        } catch (VaultException e) {
            return CompletableFuture.failedFuture(e);
        }
        block.holdings.stream().filter(each -> !each.ending).forEach(each -> keeping.keep(block, each));
        ending.sweep(block);
        return CompletableFuture.completedFuture(block.values);
    }

    @Override
    public CompletableFuture<Block> resume(String id, Login login, BlockEvents events) {
        return onTimeline(() -> {
            OpenBlock block = shelf.find(id);
            if (block == null || block.closing || block.values == null) {
                return CompletableFuture.failedFuture(new VaultException(
                        VaultException.Cause.MISSING,
                        "no secrets are kept for the block " + id
                                + ": it was closed, or not open when Jenkins stopped"));
            }
            block.login = login;
            block.events = events;
            return CompletableFuture.completedFuture(block.values);
        });
    }

    @Override
    public Optional<Block> find(String id) {
        return Optional.ofNullable(shelf.find(id)).map(block -> block.values);
    }

    @Override
    public CompletableFuture<Boolean> close(String id) {
        return onTimeline(() -> {
            OpenBlock block = shelf.find(id);
            return block == null ? CompletableFuture.completedFuture(true) : end(block);
        });
    }

    private CompletableFuture<Boolean> end(OpenBlock block) {
        block.end();
        return block.work.handleAsync((done, failure) -> failure, timeline).thenCompose(any -> {
            block.end();
            return ending.sweep(block);
        });
    }

    @Override
    public void settled() {
        timeline.execute(() -> shelf.all().stream()
                .filter(block -> block.fromBefore() && !block.lasting && !block.closing)
                .forEach(this::end));
    }

    @Override
    public List<Debt> debts() {
        List<Debt> debts = new ArrayList<>();
        shelf.all().forEach(block -> debts.addAll(block.debts));
        return debts;
    }

    @Override
    public CompletableFuture<Rights> probe(Login login) {
        return onTimeline(() -> login.login()
                .thenComposeAsync(
                        grant -> probing.of(grant)
                                .handle((rights, failure) -> dropped(grant)
                                        .thenCompose(done -> failure == null
                                                ? CompletableFuture.completedFuture(rights)
                                                : CompletableFuture.<Rights>failedFuture(failure)))
                                .thenCompose(rights -> rights),
                        timeline));
    }

    /** What cannot be revoked ends by itself; the probe has said that it cannot. */
    private CompletableFuture<Void> dropped(Login.Grant grant) {
        return grant.fresh()
                ? tokens.revokeSelf(grant.token()).exceptionally(any -> null)
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public Login once(String key, Login login) {
        return () -> onTimeline(() -> lasting.grant(key, login));
    }

    @Override
    public boolean keeps(String key) {
        return find(LastingLogins.id(key)).isPresent();
    }

    @Override
    public void close() {
        timeline.execute(() -> shelf.all().forEach(OpenBlock::rest));
    }

    private <T> CompletableFuture<T> onTimeline(Supplier<CompletableFuture<T>> what) {
        return CompletableFuture.supplyAsync(what, timeline).thenCompose(result -> result);
    }

    private static <T> CompletableFuture<T> refused(String text) {
        return CompletableFuture.failedFuture(new VaultException(VaultException.Cause.REFUSED, text));
    }
}
