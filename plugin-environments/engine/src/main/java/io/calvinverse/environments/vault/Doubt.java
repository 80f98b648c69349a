package io.calvinverse.environments.vault;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/**
 * Keeps what is costly away from a Vault that cannot answer: once it failed for now, each attempt asks for the Vault's health
 * first, by the client that all share. Thread-safe.
 */
public final class Doubt {

    private final VaultClient client;
    private volatile boolean doubtful;

    public Doubt(VaultClient client) {
        this.client = client;
    }

    /**
     * Blocks for the attempt, and perhaps for the question before it.
     *
     * @throws VaultException of the attempt; or {@link VaultException.Cause#UNAVAILABLE} without an attempt
     * @throws Exception of the attempt
     */
    public <T> T attempt(Callable<T> attempt) throws Exception {
        if (doubtful) {
            open();
        }
        try {
            T result = attempt.call();
            doubtful = false;
            return result;
        } catch (VaultException e) {
            doubtful = e.mayPass();
            throw e;
        }
    }

    private void open() throws VaultException {
        Health health;
        try {
            health = client.health().join();
        } catch (CompletionException e) {
            throw VaultClient.cause(e);
        }
        if (health.sealed()) {
            throw new VaultException(VaultException.Cause.UNAVAILABLE, client.name() + ": Vault is sealed");
        }
    }
}
