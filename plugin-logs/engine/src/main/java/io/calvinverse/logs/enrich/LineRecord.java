package io.calvinverse.logs.enrich;

/**
 * Where a line's record lies in its {@link Batch}.
 *
 * @param id the same whenever this line is sent
 * @param sequence number in its build, from 0
 * @param time milliseconds since 1970
 * @param from first byte of its JSON object
 * @param to after the last byte of its JSON object
 * @param textFrom first byte of its text, in the batch's texts
 * @param textTo after the last byte of its text
 */
public record LineRecord(String id, long sequence, long time, int from, int to, int textFrom, int textTo) {}
