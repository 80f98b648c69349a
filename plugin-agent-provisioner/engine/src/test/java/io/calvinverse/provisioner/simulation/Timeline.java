package io.calvinverse.provisioner.simulation;

import java.util.PriorityQueue;

/**
 * Virtual time. An event may block: it then runs the timeline itself up to the moment it goes on, so that what blocks
 * last goes on first.
 */
final class Timeline {
    private static final int DEEPEST = 4;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long sequence;
    private int depth;

    private record Event(long at, long sequence, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** Milliseconds since the beginning. */
    long now() {
        return now;
    }

    void after(long millis, Runnable what) {
        events.add(new Event(now + millis, sequence++, what));
    }

    /** Runs the next event if it lies before a moment; otherwise that moment is there. */
    boolean step(long until) {
        Event next = events.peek();
        if (next == null || next.at > until) {
            now = Math.max(now, until);
            return false;
        }
        events.remove();
        now = Math.max(now, next.at);
        next.what.run();
        // A call that was given up interrupts the only thread there is.
        Thread.interrupted();
        return true;
    }

    /** Blocks the present event, unless too many are blocked. */
    void block(long millis) {
        if (depth >= DEEPEST) {
            return;
        }
        depth++;
        long until = now + millis;
        while (step(until)) {
            // Everything happens in the events.
        }
        depth--;
    }
}
