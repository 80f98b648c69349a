package io.calvinverse.environments.vault;

import java.util.concurrent.CompletableFuture;

/** A Vault server, or a simulation of one. Safe for any thread. */
public interface Vault {

    /** For people: the address, without anything secret. */
    String name();

    /**
     * Sends one request.
     *
     * @return what Vault answered, whatever its status; or, exceptionally, {@link VaultException} of the cause
     *     {@link VaultException.Cause#UNAVAILABLE} when there was no answer. Then it is unknown whether the request took effect.
     */
    CompletableFuture<VaultReply> send(VaultCall call);
}
