package io.calvinverse.provisioner.loop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Engine time: the wall clock's at the start, then only what the monotonic clock adds. A wall clock that jumps while
 * the controller runs changes nothing; one that was set back while it was down cannot make time run backwards.
 */
public final class SteadyClock implements InstantSource {
    private final Instant base;
    private final LongSupplier nanos;
    private final long origin;

    /**
     * @param wall the wall clock, asked once
     * @param nanos monotonic, like {@link System#nanoTime()}
     * @param floor engine time never lies before it
     */
    public SteadyClock(InstantSource wall, LongSupplier nanos, Instant floor) {
        Instant start = wall.instant();
        this.base = start.isBefore(floor) ? floor : start;
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return base.plusNanos(nanos.getAsLong() - origin);
    }
}
