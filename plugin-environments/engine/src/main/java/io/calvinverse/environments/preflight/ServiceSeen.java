package io.calvinverse.environments.preflight;

import java.util.Set;

/**
 * An instance of a service in the catalog.
 *
 * @param address of it, or of its machine
 * @param port 0 if it has none
 * @param passing by its own checks and its node's; a warning counts as passing, as for the edge proxy
 * @param output of the check that fails; empty when passing
 */
public record ServiceSeen(String service, Set<String> tags, String address, int port, boolean passing, String output) {
    public ServiceSeen {
        tags = Set.copyOf(tags);
    }
}
