package io.calvinverse.logs.spool;

import java.util.Arrays;

/**
 * When which part of a log was first seen. Remembers a few thousand moments; when there are more, every second one goes, and
 * times become coarser. Safe for use by several threads; holds no lock for longer than a look.
 */
public final class Sightings {
    private static final int MOST = 4096;

    private final long unseen;
    private final long[] lengths = new long[MOST];
    private final long[] times = new long[MOST];
    private int count;
    private long last;

    /**
     * @param unseen bytes that were there before anybody looked: their times can only be estimated
     */
    public Sightings(long unseen) {
        this.unseen = unseen;
        this.last = unseen;
    }

    /** The log has this many bytes now (milliseconds since 1970). */
    public synchronized void saw(long length, long now) {
        if (length <= last) {
            return;
        }
        last = length;
        if (count > 0 && now <= times[count - 1]) {
            // The clock may have been set back; the order of lines stays.
            lengths[count - 1] = length;
            return;
        }
        if (count == MOST) {
            for (int i = 1; i < MOST; i += 2) {
                lengths[i / 2] = lengths[i];
                times[i / 2] = times[i];
            }
            count = MOST / 2;
        }
        lengths[count] = length;
        times[count] = now;
        count++;
    }

    /**
     * When the byte before {@code end} was first seen, in milliseconds since 1970; now, if nobody saw it before.
     *
     * @return -1 when it was there before anybody looked
     */
    public synchronized long timeOf(long end, long now) {
        if (end <= unseen) {
            return -1;
        }
        saw(end, now);
        int found = Arrays.binarySearch(lengths, 0, count, end);
        int at = found >= 0 ? found : -found - 1;
        return times[at];
    }
}
