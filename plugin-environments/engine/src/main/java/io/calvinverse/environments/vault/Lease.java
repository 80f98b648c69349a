package io.calvinverse.environments.vault;

import java.time.Duration;

/**
 * How long a dynamic secret is good for.
 *
 * @param id Vault's, for instance {@code database/creds/read/8f…}; no secret, but who has it and the right can end the secret
 * @param life from now on
 */
public record Lease(String id, Duration life, boolean renewable) {}
