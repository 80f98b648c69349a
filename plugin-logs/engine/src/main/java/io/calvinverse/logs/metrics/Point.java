package io.calvinverse.logs.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured at one time, as InfluxDB keeps it. A second one with the same measurement, tags and time replaces the
 * first.
 *
 * @param fields numbers (a {@code Long} stays whole), texts and truths
 * @param nanos since 1970
 */
public record Point(String measurement, Tags tags, SortedMap<String, Object> fields, long nanos) {

    public Point {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public static Point of(String measurement, Tags tags, Map<String, Object> fields, long nanos) {
        return new Point(measurement, tags, new TreeMap<>(fields), nanos);
    }
}
