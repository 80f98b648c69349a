package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Events in the order of their time; each life of a controller has a timeline of its own that ends with it. */
final class SimulatedTime {

    private record Event(Instant when, long number, Runnable what) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>((one, other) ->
            one.when.equals(other.when) ? Long.compare(one.number, other.number) : one.when.compareTo(other.when));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long number;

    Instant now() {
        return now;
    }

    void after(Duration delay, Runnable what) {
        events.add(new Event(now.plus(delay), number++, what));
    }

    /** Until nothing happens any more, or the end. */
    void runUntil(Instant end) {
        while (!events.isEmpty() && !events.peek().when.isAfter(end)) {
            Event next = events.poll();
            now = next.when;
            next.what.run();
        }
        now = end;
    }

    Timeline timeline(BooleanSupplier alive) {
        return new Timeline() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public void execute(Runnable what) {
                after(Duration.ZERO, what);
            }

            @Override
            public Runnable after(Duration delay, Runnable what) {
                boolean[] taken = new boolean[1];
                SimulatedTime.this.after(delay, () -> {
                    if (alive.getAsBoolean() && !taken[0]) {
                        what.run();
                    }
                });
                return () -> taken[0] = true;
            }
        };
    }
}
