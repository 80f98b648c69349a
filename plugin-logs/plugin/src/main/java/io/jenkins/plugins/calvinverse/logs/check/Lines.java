package io.jenkins.plugins.calvinverse.logs.check;

import hudson.Util;
import java.util.List;
import java.util.stream.Stream;

/** Text areas with one thing a line. */
public final class Lines {
    private Lines() {}

    /** Whole lines, without blanks around them; empty ones are none. */
    public static List<String> of(String text) {
        return Stream.of(Util.fixNull(text).split("\\R"))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** Words: blanks and commas separate, too. */
    public static List<String> words(String text) {
        return Stream.of(Util.fixNull(text).split("[\\s,]+"))
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** One a line, or null for none. */
    public static String tidy(String text) {
        return Util.fixEmpty(String.join("\n", of(text)));
    }
}
