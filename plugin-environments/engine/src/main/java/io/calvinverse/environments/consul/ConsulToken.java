package io.calvinverse.environments.consul;

import java.util.Objects;

/** The secret of a Consul token. It shows itself only to {@link #reveal}: not in logs, exceptions or debuggers. Immutable. */
public final class ConsulToken {

    /** For a Consul without access control, or its anonymous token. */
    public static final ConsulToken NONE = new ConsulToken("");

    private final String secret;

    private ConsulToken(String secret) {
        this.secret = secret;
    }

    public static ConsulToken of(String secret) {
        return new ConsulToken(Objects.requireNonNull(secret, "secret").strip());
    }

    /** Whether requests go without a token. */
    public boolean isNone() {
        return secret.isEmpty();
    }

    /** The secret itself, for the header {@code X-Consul-Token} and nothing else. */
    String reveal() {
        return secret;
    }

    @Override
    public String toString() {
        return isNone() ? "no token" : "a token";
    }
}
