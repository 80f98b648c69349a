package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.Util;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Times for people. */
final class Times {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM).withZone(ZoneId.systemDefault());

    private Times() {}

    static String text(Instant at) {
        return CLOCK.format(at);
    }

    static String span(Instant from, Instant to) {
        return Util.getTimeSpanString(Math.max(0, Duration.between(from, to).toMillis()));
    }
}
