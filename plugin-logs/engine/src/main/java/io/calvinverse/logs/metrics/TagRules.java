package io.calvinverse.logs.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which tags may leave, and with which values: a store of time series keeps one for each combination for ever, and names of
 * branches would fill it. A key without a rule is left out, a value its rule does not list becomes {@link #OTHER}.
 *
 * <p>A pure function: the same build has the same tags whenever it is sent.
 */
public final class TagRules {
    public static final String OTHER = "other";

    /** One rule a line: the key, a colon, values with commas between them, in which {@code *} stands for anything. */
    public static final String DEFAULT = """
        label: *
        project: *
        metric: *
        stage: Checkout, Prepare, Build, Compile, Test, Analyse, Package, Publish, Deploy, Release
        """;

    /** Keys that a rule may not have: other parts of the way give them a meaning. */
    private static final Set<String> TAKEN =
            Set.of("time", "name", "host", "influxdb_database", "quantile", "le", "job", "instance", "result");

    private static final int LONGEST_VALUE = 100;

    private final Map<String, List<Pattern>> rules;
    private final Consumer<String> folded;

    private TagRules(Map<String, List<Pattern>> rules, Consumer<String> folded) {
        this.rules = rules;
        this.folded = folded;
    }

    /**
     * @param folded told {@code key} for a tag that was left out and {@code value} for a value that became
     *     {@link #OTHER}
     * @throws IllegalArgumentException for text that says no rules; the message names the line
     */
    public static TagRules parse(String text, Consumer<String> folded) {
        Map<String, List<Pattern>> rules = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                rule(line.strip(), "line " + number + " of the tags, '" + line.strip() + "', ", rules);
            }
        }
        return new TagRules(Collections.unmodifiableMap(rules), folded);
    }

    private static void rule(String line, String place, Map<String, List<Pattern>> rules) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip();
        if (!key.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new IllegalArgumentException(place
                    + "names no tag; write key: value, value – the key in lower-case letters, digits and '_',"
                    + " as in team: blue, green");
        }
        if (TAKEN.contains(key)) {
            throw new IllegalArgumentException(
                    place + "uses the key '" + key + "', which is taken; name it differently");
        }
        List<Pattern> values = Arrays.stream(line.substring(colon + 1).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(TagRules::pattern)
                .toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException(place + "lists no value; write * for any");
        }
        if (rules.put(key, values) != null) {
            throw new IllegalArgumentException(
                    place + "is the second rule for '" + key + "'; put all values in one line");
        }
    }

    private static Pattern pattern(String value) {
        return Pattern.compile(
                Arrays.stream(value.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** What may leave of tags that somebody gave. */
    public Tags fold(Map<String, String> given) {
        SortedMap<String, String> result = new TreeMap<>();
        given.forEach((key, value) -> {
            if (rules.containsKey(key)) {
                result.put(key, value(key, value));
            } else {
                folded.accept("key");
            }
        });
        return new Tags(result);
    }

    /** What may leave of one value. */
    public String value(String key, String value) {
        if (value == null || value.isBlank()) {
            return Tags.UNKNOWN;
        }
        String plain = value.strip();
        List<Pattern> allowed = rules.getOrDefault(key, List.of());
        if (plain.length() <= LONGEST_VALUE
                && plain.chars().noneMatch(Character::isISOControl)
                && allowed.stream().anyMatch(pattern -> pattern.matcher(plain).matches())) {
            return plain;
        }
        folded.accept("value");
        return OTHER;
    }

    public List<String> keys() {
        return new ArrayList<>(rules.keySet());
    }
}
