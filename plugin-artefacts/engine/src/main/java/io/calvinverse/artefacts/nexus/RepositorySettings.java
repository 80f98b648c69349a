package io.calvinverse.artefacts.nexus;

/**
 * How a repository is set up; Nexus shows it to those who administer repositories.
 *
 * @param online whether it serves anybody
 * @param writes what a hosted one allows: {@code ALLOW}, {@code ALLOW_ONCE}, {@code DENY}; empty for others
 */
public record RepositorySettings(String name, String format, String type, boolean online, String writes) {}
