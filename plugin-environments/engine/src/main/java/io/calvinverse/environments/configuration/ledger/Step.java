package io.calvinverse.environments.configuration.ledger;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an act does to one key.
 *
 * @param before digest of the value it found; empty when the key was absent
 * @param after digest of the value it leaves; empty when it deletes the key
 */
public record Step(String key, String before, String after) {
    private static final String ABSENT = "-";

    /** One line per step: before, after, key. */
    public static String text(List<Step> steps) {
        return steps.stream()
                .map(step -> mark(step.before) + " " + mark(step.after) + " " + step.key + "\n")
                .collect(Collectors.joining());
    }

    /** Reads {@link #text}. */
    public static List<Step> of(String text) {
        return text.lines().map(line -> line.split(" ", 3)).map(Step::of).toList();
    }

    private static Step of(String... parts) {
        return new Step(parts[2], digest(parts[0]), digest(parts[1]));
    }

    private static String mark(String digest) {
        return digest.isEmpty() ? ABSENT : digest;
    }

    private static String digest(String mark) {
        return ABSENT.equals(mark) ? "" : mark;
    }
}
