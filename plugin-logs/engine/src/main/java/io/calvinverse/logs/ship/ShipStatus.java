package io.calvinverse.logs.ship;

import java.util.Map;

/**
 * How a target keeps up.
 *
 * @param target its name
 * @param trouble what is wrong at present; empty when all is well
 * @param lagBytes of logs that are not confirmed
 * @param lagMillis since the oldest of them was seen; 0 when there is none
 * @param lines confirmed since this shipper started
 * @param bytes confirmed since then, as sent
 * @param refused lines the far end refuses for good since then
 * @param lastRefusal why; empty for none
 * @param resent how often reading went back
 * @param confirmedLines lines of each build under way that are confirmed, by the build's key
 */
public record ShipStatus(
        String target,
        String trouble,
        long lagBytes,
        long lagMillis,
        long lines,
        long bytes,
        long refused,
        String lastRefusal,
        long resent,
        Map<String, Long> confirmedLines) {

    public ShipStatus {
        confirmedLines = Map.copyOf(confirmedLines);
    }
}
