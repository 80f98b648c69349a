package io.calvinverse.logs.metrics;

import com.codahale.metrics.Clock;
import com.codahale.metrics.ExponentiallyDecayingReservoir;
import com.codahale.metrics.Snapshot;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Number and sum of all values, and how the recent ones (mostly of the last five minutes) spread. Any thread. */
final class Distribution {
    /** A reservoir keeps whole numbers: thousandths, milliseconds where values are seconds. */
    private static final double PARTS = 1000;

    private static final int SAMPLES = 1028;
    private static final double DECAY = 0.015;

    private final LongAdder count = new LongAdder();
    private final DoubleAdder sum = new DoubleAdder();
    private final ExponentiallyDecayingReservoir recent;

    Distribution(Clock clock) {
        recent = new ExponentiallyDecayingReservoir(SAMPLES, DECAY, clock);
    }

    void add(double value) {
        count.increment();
        sum.add(value);
        recent.update(Math.round(value * PARTS));
    }

    long count() {
        return count.sum();
    }

    double sum() {
        return sum.sum();
    }

    double quantile(double quantile) {
        return recent.getSnapshot().getValue(quantile) / PARTS;
    }

    double max() {
        Snapshot snapshot = recent.getSnapshot();
        return snapshot.size() == 0 ? 0 : snapshot.getMax() / PARTS;
    }
}
