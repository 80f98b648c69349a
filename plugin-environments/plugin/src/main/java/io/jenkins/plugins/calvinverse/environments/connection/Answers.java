package io.jenkins.plugins.calvinverse.environments.connection;

import hudson.Util;

/** Words of the driver on one line. */
final class Answers {
    private static final int LONGEST = 300;

    private Answers() {}

    static String inShort(String words) {
        String line = Util.fixNull(words).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
