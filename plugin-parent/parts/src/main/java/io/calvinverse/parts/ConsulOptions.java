package io.calvinverse.parts;

/**
 * What is special about a Consul.
 *
 * @param managementToken turns access control on, everything denied but to this token; empty: off
 * @param tls serve HTTPS, by a CA of its own
 * @param datacenter its name
 */
public record ConsulOptions(String managementToken, boolean tls, String datacenter) {

    public static final ConsulOptions PLAIN = new ConsulOptions("", false, ConsulPart.DATACENTER);

    public ConsulOptions(String managementToken, boolean tls) {
        this(managementToken, tls, ConsulPart.DATACENTER);
    }

    /** Another datacenter, for tests that need two. */
    public static ConsulOptions of(String datacenter) {
        return new ConsulOptions("", false, datacenter);
    }
}
