package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;
import java.util.Objects;

/**
 * A single thing somebody needs of an environment.
 *
 * @param name of a Consul key, in full; of a service, as {@code tag.service} or {@code service}; of a path in Vault
 * @param neededBy for people
 * @param wayOut what to do when it is missing
 */
public record EnvironmentNeed(Kind kind, String name, String neededBy, String wayOut) implements Serializable {

    /** Where it is looked for. */
    public enum Kind {
        /** A key of Consul's, which must hold something. */
        KEY,
        /** A service, of which an instance must pass its checks. */
        SERVICE,
        /** A path in Vault, at which something must be. */
        SECRET
    }

    public EnvironmentNeed {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
        Objects.requireNonNull(neededBy);
        Objects.requireNonNull(wayOut);
    }
}
