package io.calvinverse.environments.secrets;

import java.time.Instant;

/**
 * A secret of a block that has ended, not revoked yet.
 *
 * @param what accessor or lease id
 * @param cause why not, in words; no secret
 * @param next when it is tried again; null when trying is pointless
 * @param ends when it ends by itself at the latest, as far as is known
 */
public record Debt(String block, String owner, String what, String cause, Instant next, Instant ends) {}
