package io.calvinverse.environments.handover;

import io.calvinverse.environments.vault.NewToken;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.VaultException.Cause;
import io.calvinverse.environments.vault.Wrapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What a hand-over asks of Vault. Blocks the calling thread until Vault answers. */
final class Issuer {

    private static final String MARK = "handover";

    private final VaultClient client;
    private final Tokens tokens;
    private final IssuerToken own;
    private final Duration life;
    private final Duration wrapFor;

    /** @param own the issuer's token, asked for before each request */
    Issuer(VaultClient client, IssuerToken own, Duration life, Duration wrapFor) {
        this.client = client;
        this.tokens = new Tokens(client);
        this.own = own;
        this.life = life;
        this.wrapFor = wrapFor;
    }

    Wrapper issue(Passage passage) throws VaultException {
        Recipient to = passage.recipient();
        NewToken wanted = new NewToken(
                to.role(),
                to.policies(),
                life,
                Map.of("machine", to.machine(), MARK, passage.mark()),
                to.host(),
                to.alias() ? to.host() : "");
        return await(tokens.createWrapped(own.now(), wanted, wrapFor));
    }

    /** By Vault's clock; empty when it does not say. */
    Optional<Instant> now() throws VaultException {
        long seconds = await(client.health()).serverTime();
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    boolean alive(String accessor) throws VaultException {
        try {
            await(tokens.lookup(own.now(), accessor));
            return true;
        } catch (VaultException e) {
            if (isGone(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Fine when it is dead already. */
    void revoke(String accessor) throws VaultException {
        if (accessor.isEmpty()) {
            return;
        }
        try {
            await(tokens.revoke(own.now(), accessor));
        } catch (VaultException e) {
            if (!isGone(e)) {
                throw e;
            }
        }
    }

    /**
     * Ends every token that carries the mark of this attempt.
     *
     * @return how many
     */
    int revokeMarked(Passage passage) throws VaultException {
        int found = 0;
        for (String accessor : await(tokens.accessors(own.now()))) {
            try {
                Map<String, String> meta =
                        await(tokens.lookup(own.now(), accessor)).meta();
                if (passage.mark().equals(meta.get(MARK))) {
                    revoke(accessor);
                    found++;
                }
            } catch (VaultException e) {
                if (!isGone(e)) {
                    throw e;
                }
            }
        }
        return found;
    }

    /** Vault's answer for an accessor of no token: 403 "invalid accessor" (1.10 and later), 400 or 404 before. */
    private static boolean isGone(VaultException failure) {
        return failure.kind() == Cause.MISSING
                || failure.kind() != Cause.UNAVAILABLE && failure.getMessage().contains("invalid accessor");
    }

    private static <T> T await(CompletableFuture<T> future) throws VaultException {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw VaultClient.cause(e);
        }
    }
}
