package io.calvinverse.provisioner.fleet;

import java.time.Duration;

/** Durations for people. */
final class Spans {
    private Spans() {}

    /** For example {@code 90 s}, {@code 10 min}. */
    static String text(Duration span) {
        long seconds = span.toSeconds();
        return seconds < 120 || seconds % 60 != 0 ? seconds + " s" : seconds / 60 + " min";
    }
}
