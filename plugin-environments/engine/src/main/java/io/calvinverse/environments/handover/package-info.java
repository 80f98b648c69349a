/**
 * Gives a new machine its identity: a response-wrapped Vault token at the Consul key its first boot reads. Every step is
 * recorded before the next, so that after a crash no token is alive that nobody holds.
 */
package io.calvinverse.environments.handover;
