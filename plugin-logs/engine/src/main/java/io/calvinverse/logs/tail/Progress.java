package io.calvinverse.logs.tail;

import java.util.List;

/**
 * How far a log has been read, with all that is needed to go on from there: a later reading from the same progress
 * gives the same lines with the same offsets and sequence numbers.
 *
 * @param generation how often the log was found shorter than what had been read, and was read from 0 again
 * @param position bytes read
 * @param sequence number of the next line
 * @param pending lines begun and not ended, by their start
 */
public record Progress(int generation, long position, long sequence, List<Pending> pending) {

    /** Nothing read yet. */
    public static final Progress NONE = new Progress(0, 0, 0, List.of());

    public Progress {
        pending = List.copyOf(pending);
    }

    /** The log is shorter than {@link #position}: it is read again from 0; sequence numbers go on. */
    Progress again() {
        return new Progress(generation + 1, 0, sequence, List.of());
    }
}
