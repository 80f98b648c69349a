package io.calvinverse.logs.simulation;

import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when told to. */
public final class HandClock implements InstantSource {
    private long millis = 1_800_000_000_000L;

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public long millis() {
        return millis;
    }

    public void pass(long more) {
        millis += more;
    }
}
