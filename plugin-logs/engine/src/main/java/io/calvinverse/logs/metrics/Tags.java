package io.calvinverse.logs.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys and values, in the order of the keys.
 *
 * @param values no value is empty
 */
public record Tags(SortedMap<String, String> values) {
    public static final Tags NONE = new Tags(new TreeMap<>());

    /** Stands for a value that is not known. */
    public static final String UNKNOWN = "none";

    public Tags {
        SortedMap<String, String> copy = new TreeMap<>();
        values.forEach((key, value) -> copy.put(key, value == null || value.isEmpty() ? UNKNOWN : value));
        values = Collections.unmodifiableSortedMap(copy);
    }

    public static Tags of(String key, String value) {
        return NONE.with(key, value);
    }

    public static Tags of(Map<String, String> values) {
        return new Tags(new TreeMap<>(values));
    }

    public Tags with(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(key, value);
        return new Tags(more);
    }

    /** {@link #UNKNOWN} for a key that is not there. */
    public String get(String key) {
        return values.getOrDefault(key, UNKNOWN);
    }
}
