package io.calvinverse.logs.metrics.push;

/**
 * How pushing goes.
 *
 * @param trouble what is wrong at present; empty when all is well
 * @param waitingBytes on disk
 * @param waitingPoints in memory, not yet on disk
 * @param sent points taken since the start
 * @param refused points that were in requests refused for good, since the start
 * @param lastRefusal why; empty for none
 * @param lost points that went because there was no room, since the start
 */
public record PushStatus(
        String trouble,
        long waitingBytes,
        long waitingPoints,
        long sent,
        long refused,
        String lastRefusal,
        long lost) {}
