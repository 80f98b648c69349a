package io.calvinverse.artefacts.plan;

import java.util.regex.Pattern;

/**
 * An Ant pattern: {@code *} and {@code ?} within a segment, {@code **} over any number of them, a trailing slash means all below.
 * Commas separate alternatives.
 */
public final class Glob {

    private final String text;
    private final Pattern pattern;

    /** @throws IllegalArgumentException if it is blank or leaves the directory */
    public Glob(String text) {
        this.text = text.strip().replace('\\', '/');
        if (this.text.isEmpty()) {
            throw new IllegalArgumentException("a pattern of files must not be blank");
        }
        StringBuilder regex = new StringBuilder();
        for (String alternative : this.text.split(",")) {
            String one = alternative.strip();
            if (one.startsWith("/") || one.matches("[A-Za-z]:.*") || ("/" + one + "/").contains("/../")) {
                throw new IllegalArgumentException("the pattern '" + one
                        + "' leaves the workspace; publish only files below it, or change into another"
                        + " directory with dir");
            }
            regex.append(regex.isEmpty() ? "" : "|").append(regex(one.endsWith("/") ? one + "**" : one));
        }
        this.pattern = Pattern.compile(regex.toString());
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        String rest = glob.startsWith("./") ? glob.substring(2) : glob;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (rest.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 2;
            } else if (rest.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** @param path relative, with {@code /} */
    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** The last segment: what a file would have to be called. */
    String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
