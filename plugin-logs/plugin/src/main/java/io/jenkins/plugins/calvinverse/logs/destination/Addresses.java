package io.jenkins.plugins.calvinverse.logs.destination;

import java.util.List;

/** Where a target is: as given, or what its environment says. */
public final class Addresses {
    private Addresses() {}

    /**
     * @return at least one; {@code host:port}, or what the target takes
     * @throws IllegalStateException with the cause, for people
     */
    public static List<String> of(LogTarget target) {
        return target.getService() == null ? target.addressList() : Directory.lookUp(target.getService());
    }
}
