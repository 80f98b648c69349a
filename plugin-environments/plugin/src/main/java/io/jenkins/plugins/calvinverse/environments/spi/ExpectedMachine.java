package io.jenkins.plugins.calvinverse.environments.spi;

import java.io.Serializable;
import java.util.Objects;

/**
 * A machine that is coming and is to get an identity.
 *
 * @param name never used for another machine
 * @param template it is made from; the environment may name a token role for it
 * @param role token role of Vault; empty for the one the environment names for the template
 * @param address as its provider reports it; empty while that is not known
 * @param host the short host name it has for certain; empty when its image invents one, which is then taken from Consul once a
 *     machine with that address is there
 */
public record ExpectedMachine(String name, String template, String role, String address, String host)
        implements Serializable {
    public ExpectedMachine {
        name = Objects.requireNonNull(name);
        template = Objects.requireNonNullElse(template, "");
        role = Objects.requireNonNullElse(role, "");
        address = Objects.requireNonNullElse(address, "");
        host = Objects.requireNonNullElse(host, "");
    }
}
