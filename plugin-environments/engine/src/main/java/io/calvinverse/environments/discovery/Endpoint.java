package io.calvinverse.environments.discovery;

import java.io.Serializable;

/**
 * Where an instance of a service answers.
 *
 * @param host host name or address literal, without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) implements Serializable {

    private static final long serialVersionUID = 1;

    public Endpoint {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "'%s:%d' is no address: a host and a port of 1 to 65535 are needed".formatted(host, port));
        }
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
