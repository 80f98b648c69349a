package io.calvinverse.logs.mask;

import io.calvinverse.logs.tail.Text;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Hides what matches a regular expression. A pattern that takes too many steps on a line (nested repetitions can take for
 * ever) hides that whole line.
 */
public final class Patterns {
    /** About a tenth of a second. */
    private static final int STEPS = 10_000_000;

    private final List<Pattern> patterns;

    /** Throws an {@link IllegalArgumentException} that names the first bad expression. */
    public Patterns(List<String> expressions) {
        patterns = expressions.stream().map(Patterns::compiled).toList();
    }

    private static Pattern compiled(String expression) {
        try {
            Pattern pattern = Pattern.compile(expression);
            if (pattern.matcher("").find()) {
                throw new IllegalArgumentException("the pattern to hide '" + expression
                        + "' matches the empty text and would hide every place; make it match at least one character");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern to hide '" + expression + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    public void hide(Text text) {
        if (patterns.isEmpty()) {
            return;
        }
        String before = text.toString();
        String line = before;
        for (Pattern pattern : patterns) {
            try {
                Matcher matcher = pattern.matcher(new Limited(line, new int[] {STEPS}));
                line = matcher.replaceAll("****");
            } catch (TooManySteps | StackOverflowError e) {
                line = "**** (this line took the pattern '" + pattern + "' too long)";
            }
        }
        if (!line.equals(before)) {
            text.set(line);
        }
    }

    private static final class TooManySteps extends RuntimeException {
        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that may be looked at only so often. */
    private record Limited(CharSequence text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
