package io.calvinverse.artefacts.nexus;

/**
 * What a server says of itself.
 *
 * @param version {@code 3.71.0-06}; empty if a proxy hides it
 * @param edition {@code OSS}, {@code PRO}, {@code COMMUNITY}; empty if a proxy hides it
 * @param writable whether it takes uploads now; in maintenance it is read-only
 */
public record NexusStatus(String version, String edition, boolean writable) {}
