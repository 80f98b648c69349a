package io.calvinverse.environments.preflight;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an environment is meant to be.
 *
 * @param datacenter of Consul
 * @param domain of Consul, without dots at its ends
 * @param prefix of its configuration, ending with a slash; what images of Calvinverse read is below {@code config/}
 * @param consumers those it has; nobody else's needs are checked
 * @param generation of the base images: it decides which secrets their machines read
 */
public record Profile(String datacenter, String domain, String prefix, Set<Consumer> consumers, Generation generation) {
    public Profile {
        consumers = Set.copyOf(consumers);
    }

    /** Base images of Calvinverse. */
    public enum Generation {
        /** 0.2.x: passwords for logs come from Vault's RabbitMQ engine. */
        A,
        /** 1804.x and 2016.x: they are plain secrets. */
        B
    }

    /** With everything Calvinverse has. */
    public static Profile complete(String datacenter, String domain, Generation generation) {
        return new Profile(datacenter, domain, "config/", EnumSet.allOf(Consumer.class), generation);
    }
}
