package io.jenkins.plugins.calvinverse.logs.shipping;

import io.calvinverse.logs.ship.ShipStatus;

/**
 * How a target keeps up, for pages.
 *
 * @param kind for people
 * @param perSecond lines confirmed
 * @param troubledMillis how long something has been wrong without a break; 0 when nothing is
 */
public record TargetView(String kind, ShipStatus status, double perSecond, long troubledMillis) {

    public String name() {
        return status.target();
    }

    public boolean troubled() {
        return !status.trouble().isEmpty();
    }
}
