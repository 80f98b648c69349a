package io.calvinverse.logs.ship;

/**
 * How much goes out at once.
 *
 * @param batchBytes of one batch; a longer line goes alone
 * @param batchLines of one batch
 * @param windowBytes sent and not confirmed
 * @param windowBatches sent and not confirmed
 * @param saveMillis at least between two notes of the same build's progress on disk
 */
public record ShipLimits(int batchBytes, int batchLines, long windowBytes, int windowBatches, long saveMillis) {
    public static final ShipLimits USUAL = new ShipLimits(512 << 10, 5_000, 32 << 20, 256, 250);
}
