package io.jenkins.plugins.calvinverse.environments.definition;

import hudson.Util;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text areas with one thing a line; blanks and commas separate too, as they do in the files of first boots. */
final class Lines {
    private Lines() {}

    static List<String> of(String text) {
        return Stream.of(Util.fixNull(text).split("[\\s,]+"))
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** One a line, or null for none. */
    static String tidy(String text) {
        return Util.fixEmpty(of(text).stream().collect(Collectors.joining("\n")));
    }
}
