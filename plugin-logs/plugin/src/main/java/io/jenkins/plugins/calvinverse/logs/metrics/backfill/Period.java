package io.jenkins.plugins.calvinverse.logs.metrics.backfill;

import hudson.Util;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * From a time to another.
 *
 * @param from milliseconds since 1970
 * @param to milliseconds since 1970, not included
 */
public record Period(long from, long to) {

    /**
     * @param from a day ({@code 2026-01-31}, as the controller's time zone has it) or a time ({@code 2026-01-31T12:00:00Z})
     * @param to the same, a day included; null or empty for now
     * @throws IllegalArgumentException when it is neither, or the end is not after the begin
     */
    public static Period parse(String from, String to) {
        long begin = time(Util.fixNull(from).strip(), 0);
        String end = Util.fixNull(to).strip();
        Period period = new Period(begin, end.isEmpty() ? System.currentTimeMillis() : time(end, 1));
        if (period.to <= period.from) {
            throw new IllegalArgumentException(Messages.Period_Order(from, to));
        }
        return period;
    }

    private static long time(String text, int moreDays) {
        try {
            return text.indexOf('T') >= 0
                    ? Instant.parse(text).toEpochMilli()
                    : LocalDate.parse(text)
                            .plusDays(moreDays)
                            .atStartOfDay(ZoneId.systemDefault())
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(Messages.Period_NoTime(text), e);
        }
    }
}
