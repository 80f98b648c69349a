package io.calvinverse.environments.consul;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a datacenter is reached.
 *
 * @param datacenter its name; empty for the one the addresses belong to
 * @param addresses agents or servers of it, {@code http} or {@code https}; the next is asked when one does not answer
 * @param token sent with every request
 * @param timeout how long one address may take to answer, blocking queries excepted
 */
public record ConsulSettings(String datacenter, List<URI> addresses, ConsulToken token, Duration timeout) {

    /** What Consul's own clients wait for a server that says nothing is about this. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    public ConsulSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("Consul needs at least one address, such as http://localhost:8500");
        }
        addresses.forEach(ConsulSettings::refuseNonsense);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("Consul's timeout must be positive, it is " + timeout);
        }
    }

    private static void refuseNonsense(URI address) {
        boolean bare =
                address.getRawUserInfo() == null && address.getRawQuery() == null && address.getRawFragment() == null;
        if (!Set.of("http", "https").contains(String.valueOf(address.getScheme()))
                || address.getHost() == null
                || !bare) {
            // Not the address itself: somebody may have put a password there.
            throw new IllegalArgumentException(
                    "an address of Consul is http://host:port or https://host:port, without user, query or fragment");
        }
    }

    /** One address, no token, the usual timeout. */
    public static ConsulSettings of(URI address) {
        return new ConsulSettings("", List.of(address), ConsulToken.NONE, TIMEOUT);
    }

    public ConsulSettings withToken(ConsulToken other) {
        return new ConsulSettings(datacenter, addresses, other, timeout);
    }

    public ConsulSettings withTimeout(Duration other) {
        return new ConsulSettings(datacenter, addresses, token, other);
    }

    /** For messages: the datacenter's name if given, and where it is asked. */
    public String name() {
        String where = String.join(", ", addresses.stream().map(URI::toString).toList());
        return datacenter.isEmpty() ? where : datacenter + " (" + where + ")";
    }
}
