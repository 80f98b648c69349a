package io.calvinverse.environments.configuration.release;

import java.util.regex.Pattern;

/** Keys by a pattern: {@code *} stands for anything within a part, {@code **} for any number of parts. */
public final class KeyPattern {
    private final String glob;
    private final Pattern pattern;

    public KeyPattern(String glob) {
        this.glob = glob;
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        this.pattern = Pattern.compile(regex.toString());
    }

    public boolean matches(String key) {
        return pattern.matcher(key).matches();
    }

    @Override
    public String toString() {
        return glob;
    }
}
