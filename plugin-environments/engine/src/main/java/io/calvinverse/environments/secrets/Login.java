package io.calvinverse.environments.secrets;

import io.calvinverse.environments.vault.Token;
import java.util.concurrent.CompletableFuture;

/** How a block comes to a token; in Jenkins, a credential of hashicorp-vault-plugin. */
@FunctionalInterface
public interface Login {

    /**
     * Called for every block, and again before a token reaches the end of its longest life. May be called from any thread and
     * must not wait on the caller's.
     *
     * @return exceptionally a {@link io.calvinverse.environments.vault.VaultException}; only the kind UNAVAILABLE is tried again
     */
    CompletableFuture<Grant> login();

    /**
     * @param fresh made by this login for this block alone: it is revoked when the block ends. False for a token others use
     *     too (a static one, or one kept by {@link Secrets#once}): it is never revoked; the block gets a child of it, or only its
     *     leases are revoked.
     */
    record Grant(Token token, boolean fresh) {}
}
