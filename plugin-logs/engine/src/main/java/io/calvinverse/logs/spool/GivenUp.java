package io.calvinverse.logs.spool;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What was given up since the spool was made: logs that outlived their {@link Bounds}.
 *
 * @param builds how many
 * @param bytes of their logs
 * @param at when the last was, in milliseconds since 1970
 * @param key of the last, whose directory goes next
 * @param last which it was, and why
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GivenUp(long builds, long bytes, long at, String key, String last) {
    public static final GivenUp NOTHING = new GivenUp(0, 0, 0, "", "");
}
