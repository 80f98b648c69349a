package io.calvinverse.logs.tail;

/**
 * A line that has begun and not ended.
 *
 * @param node the Pipeline node that prints it; empty for none
 * @param start offset in the log of the line's first byte
 * @param part 0, or how many pieces of this line have been given out because it is longer than {@link Assembly#MOST}
 * @param bytes what came since the last piece
 */
public record Pending(String node, long start, int part, byte[] bytes) {}
