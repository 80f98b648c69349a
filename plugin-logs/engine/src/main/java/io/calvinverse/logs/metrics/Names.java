package io.calvinverse.logs.metrics;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of series in the registry. */
final class Names {
    private Names() {}

    /**
     * {@code jenkins.queue.wait-linux}: two parts after {@code jenkins}, or the bean gets a third key and Telegraf does not
     * see it. So a value has no dot in it, and none of the characters that make a bean's name a pattern (ObjectName).
     */
    static String of(Measure measure, Tags tags) {
        Set<String> keys = new LinkedHashSet<>(measure.tags());
        keys.addAll(tags.values().keySet());
        return keys.stream()
                .map(key -> plain(tags.get(key)))
                .collect(Collectors.joining(
                        "-", measure.family().prefix() + measure.base() + (keys.isEmpty() ? "" : "-"), ""));
    }

    static String plain(String value) {
        return value.replaceAll("[^A-Za-z0-9_/@+-]", "_");
    }
}
