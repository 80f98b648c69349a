package io.calvinverse.environments.secrets;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The secrets of all blocks from one Vault. Methods may be called from any thread and return at once; futures complete on the
 * thread of this object, so continue with {@code …Async}. A future fails with a
 * {@link io.calvinverse.environments.vault.VaultException}, maybe within a {@code CompletionException}.
 *
 * <p>While a block is open its leases and its token are renewed when two thirds of their time have passed, and replaced before
 * their longest life ends. No block has a thread.
 */
public interface Secrets extends AutoCloseable {

    /**
     * Obtains what a block wants. While Vault is sealed or down this waits, up to the request's patience; then, or when Vault
     * refuses, it fails, and what was obtained by then is revoked.
     */
    CompletableFuture<Block> open(BlockRequest request, Login login, BlockEvents events);

    /**
     * Takes up a block that was open before this process started; its values are as they were.
     *
     * @return fails with the kind MISSING when no such block is kept: it was closed, or {@link #settled} came first
     */
    CompletableFuture<Block> resume(String id, Login login, BlockEvents events);

    /** The present values of a block that is open here, also before it has been resumed. */
    Optional<Block> find(String id);

    /**
     * Ends a block: everything it obtained is revoked. Never fails and may be repeated.
     *
     * @return true when nothing is left, false when what is left is kept on disk and tried again ({@link #debts})
     */
    CompletableFuture<Boolean> close(String id);

    /** Every build that goes on after a start has resumed its blocks: those nobody took up are ended now. */
    void settled();

    /** What should have been revoked and is not yet. */
    List<Debt> debts();

    /** Logs in, says what the token may do, and revokes it if it was fresh. */
    CompletableFuture<Rights> probe(Login login);

    /**
     * A login that is done once, also across restarts, for a SecretID of limited uses: blocks get child tokens of its token,
     * which is kept alive and renewed.
     *
     * @param key names it across restarts, for instance the id of the credential
     */
    Login once(String key, Login login);

    /** Whether a login of {@link #once} is kept, so that its login would not be asked at once. */
    boolean keeps(String key);

    /** Stops renewing. Blocks stay as they are, on disk, for the next start. */
    @Override
    void close();
}
