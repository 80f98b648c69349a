package io.calvinverse.parts;

/**
 * What is special about a Consul.
 *
 * @param managementToken turns access control on, everything denied but to this token; empty: off
 * @param tls serve HTTPS, by a CA of its own
 */
public record ConsulOptions(String managementToken, boolean tls) {

    public static final ConsulOptions PLAIN = new ConsulOptions("", false);
}
