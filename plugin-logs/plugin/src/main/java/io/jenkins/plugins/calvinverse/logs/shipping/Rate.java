package io.jenkins.plugins.calvinverse.logs.shipping;

import java.time.InstantSource;

/** Lines per second over the last ten seconds or so. Safe for use by several threads. */
final class Rate {
    private static final long WINDOW = 10_000;

    private final InstantSource clock;
    private long sinceTime;
    private long sinceLines;
    private double perSecond;

    Rate(InstantSource clock) {
        this.clock = clock;
        this.sinceTime = clock.millis();
    }

    synchronized void saw(long lines) {
        long now = clock.millis();
        if (now - sinceTime >= WINDOW || now < sinceTime) {
            perSecond = now > sinceTime ? 1_000.0 * (lines - sinceLines) / (now - sinceTime) : 0;
            sinceTime = now;
            sinceLines = lines;
        }
    }

    synchronized double perSecond() {
        return perSecond;
    }
}
