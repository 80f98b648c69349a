package io.calvinverse.environments.handover;

import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultException;

/** The token that makes the machines' tokens. */
@FunctionalInterface
public interface IssuerToken {

    /** One that is valid now; may log in, and wait for that. */
    Token now() throws VaultException;
}
