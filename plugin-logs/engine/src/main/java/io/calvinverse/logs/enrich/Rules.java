package io.calvinverse.logs.enrich;

import java.util.List;

/**
 * What is done to the text of lines.
 *
 * @param keepAnsi whether colours and other escape sequences stay
 * @param patterns regular expressions of what to hide
 */
public record Rules(boolean keepAnsi, List<String> patterns) {
    public static final Rules PLAIN = new Rules(false, List.of());

    public Rules {
        patterns = List.copyOf(patterns);
    }
}
