package io.calvinverse.environments.preflight;

/**
 * A single thing somebody needs of an environment.
 *
 * @param name of a key, in full; of a service, as {@code tag.service} or {@code service}; of a path in Vault
 * @param neededBy for people
 * @param wayOut what to do when it is missing
 */
public record Need(Kind kind, String name, String neededBy, String wayOut) {

    /** Where to look for it. */
    public enum Kind {
        /** A key of Consul, which must hold something. */
        KEY,
        /** A service, of which an instance must pass its checks. */
        SERVICE,
        /** A path in Vault, at which something must be. */
        SECRET
    }
}
