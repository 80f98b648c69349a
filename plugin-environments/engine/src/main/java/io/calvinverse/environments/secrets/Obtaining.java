package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.calvinverse.environments.patience.Patience;
import io.calvinverse.environments.patience.Timeline;
import io.calvinverse.environments.vault.Lease;
import io.calvinverse.environments.vault.NewToken;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Gets a token and reads with it. What is obtained is noted in the store before it is used, so that a crash forgets as little
 * as possible: only the answer that is under way, whose token ends by itself.
 */
final class Obtaining {

    private final Reading reading;
    private final Probing probing;
    private final Tokens tokens;
    private final Patience patience;
    private final Timeline timeline;
    private final Shelf shelf;

    Obtaining(VaultClient client, Probing probing, Patience patience, Timeline timeline, Shelf shelf) {
        this.reading = new Reading(client);
        this.probing = probing;
        this.tokens = new Tokens(client);
        this.patience = patience;
        this.timeline = timeline;
        this.shelf = shelf;
    }

    /**
     * Adds a holding to the block and reads the sources with it. When it fails what was obtained stays among the block's
     * holdings, for the caller to end.
     *
     * @return the holding and what the sources gave; nothing of the block's values has changed
     */
    CompletableFuture<Obtained> obtain(OpenBlock block, Set<SecretSource> sources, Instant deadline) {
        return insist(block, deadline, block.login::login)
                .thenCompose(grant -> holding(block, grant, deadline))
                .thenCompose(holding -> read(block, holding, sources, deadline));
    }

    /** @param found what each source gave, in the order they were asked for */
    record Obtained(Holding holding, Map<SecretSource, JsonNode> found) {}

    private <T> CompletableFuture<T> insist(OpenBlock block, Instant deadline, Supplier<CompletableFuture<T>> attempt) {
        return patience.insist(attempt, deadline, () -> block.closing, text -> block.events.waiting(text));
    }

    private CompletableFuture<Holding> holding(OpenBlock block, Login.Grant grant, Instant deadline) {
        Holding unknown = new Holding(
                grant.token(), true, new Span("(not known yet)", block.request.life(), false, timeline.now()));
        if (grant.fresh()) {
            block.holdings.add(unknown);
            try {
                shelf.keep(block);
            } catch (VaultException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        return insist(block, deadline, () -> probing.of(grant)).thenCompose(rights -> {
            rights.notes().forEach(block.events::note);
            Span life =
                    new Span(rights.token().accessor(), rights.token().life(), rights.renewsItself(), timeline.now());
            Holding holding =
                    new Holding(grant.token(), grant.fresh() && !rights.token().batch(), life);
            if (grant.fresh()) {
                block.holdings.remove(unknown);
                block.holdings.add(holding);
            }
            boolean narrowed = !block.request.policies().isEmpty();
            if (rights.children() && (narrowed || !grant.fresh())) {
                return child(block, holding, deadline);
            }
            if (narrowed) {
                return CompletableFuture.failedFuture(new VaultException(
                        VaultException.Cause.REFUSED,
                        "the policies " + String.join(", ", block.request.policies())
                                + " are for a child token, and the token"
                                + " with accessor " + rights.token().accessor()
                                + " may not create one; grant 'update' on"
                                + " auth/token/create, or leave the policies out"));
            }
            if (!grant.fresh()) {
                block.holdings.add(holding);
            }
            return CompletableFuture.completedFuture(holding);
        });
    }

    private CompletableFuture<Holding> child(OpenBlock block, Holding parent, Instant deadline) {
        NewToken wanted = NewToken.child(
                block.request.policies(),
                block.request.life(),
                Map.of("build", block.request.owner(), "block", block.request.id()),
                "jenkins");
        return insist(block, deadline, () -> tokens.create(parent.token, wanted))
                .thenCompose(token -> {
                    Span life = new Span(token.accessor(), token.life(), token.renewable(), timeline.now());
                    Holding holding = new Holding(token.token(), true, life);
                    holding.parent = parent.life.name();
                    block.holdings.add(holding);
                    try {
                        shelf.keep(block);
                        return CompletableFuture.completedFuture(holding);
                    } catch (VaultException e) {
                        return CompletableFuture.failedFuture(e);
                    }
                });
    }

    private CompletableFuture<Obtained> read(
            OpenBlock block, Holding holding, Set<SecretSource> sources, Instant deadline) {
        Map<SecretSource, JsonNode> found = new LinkedHashMap<>();
        List<CompletableFuture<Void>> reads = sources.stream()
                .map(source -> insist(block, deadline, () -> reading.read(holding.token, source))
                        .thenCompose(each -> note(block, holding, source, each, found)))
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(all -> new Obtained(holding, found));
    }

    private CompletableFuture<Void> note(
            OpenBlock block, Holding holding, SecretSource source, Found each, Map<SecretSource, JsonNode> found) {
        found.put(source, each.fields());
        Lease lease = each.lease();
        if (lease == null) {
            return CompletableFuture.completedFuture(null);
        }
        Span life = new Span(lease.id(), lease.life(), lease.renewable(), timeline.now());
        holding.leases.add(new HeldLease(source, life));
        try {
            if (!holding.own) {
                // Nothing else would end it: its token is not ours
                shelf.keep(block);
            }
            return CompletableFuture.completedFuture(null);
        } catch (VaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
