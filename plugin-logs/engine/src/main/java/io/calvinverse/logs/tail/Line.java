package io.calvinverse.logs.tail;

/**
 * A line as it stands in the log, without its end. The bytes are valid only during {@link Lines#take}.
 *
 * @param generation see {@link Progress#generation}
 * @param sequence number of this line (or piece) in its build, from 0
 * @param node the Pipeline node that printed it; empty for none
 * @param offset in the log, of the line's first byte: with the generation and the part its identity
 * @param end offset in the log after its last byte (and line end)
 * @param part 0; 1, 2 … for further pieces of a line longer than {@link Assembly#MOST}
 * @param cut whether another piece of the same line follows
 * @param bytes buffer
 * @param from first byte in the buffer
 * @param to after the last byte in the buffer
 */
public record Line(
        int generation,
        long sequence,
        String node,
        long offset,
        long end,
        int part,
        boolean cut,
        byte[] bytes,
        int from,
        int to) {

    /** Whether this is a piece of a line that was too long. */
    public boolean piece() {
        return cut || part > 0;
    }
}
