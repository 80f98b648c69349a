package io.calvinverse.environments.configuration.ledger;

import java.time.Instant;

/**
 * An act that has ended.
 *
 * @param published false: it was taken back and changed nothing
 * @param cause why it was taken back; empty when published
 */
public record Done(Act act, Instant ended, boolean published, String cause) {}
