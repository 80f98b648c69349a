package io.calvinverse.environments.configuration.release;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A semantic version ({@code 1.4.0-beta.2+5}), ordered by the precedence rules of Semantic Versioning 2.0.0 §11; build
 * metadata does not count.
 */
public final class Version implements Comparable<Version> {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z-]{1,100}");

    private final String text;
    private final List<Long> numbers;
    private final List<String> preRelease;

    private Version(String text, List<Long> numbers, List<String> preRelease) {
        this.text = text;
        this.numbers = numbers;
        this.preRelease = preRelease;
    }

    /** @throws IllegalArgumentException when it is none, with the form it should have */
    public static Version of(String text) {
        String[] build = text.split("\\+", 2);
        String[] parts = build[0].split("-", 2);
        List<String> numbers = words(parts[0]);
        List<String> preRelease = parts.length < 2 ? List.of() : words(parts[1]);
        boolean form = numbers.size() == 3 && all(NUMBER, numbers) && all(WORD, preRelease);
        if (text.length() > 100 || !form || build.length > 1 && !all(WORD, words(build[1]))) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a version: a release needs a semantic version of"
                            + " at most 100 characters, such as 1.4.0 or 1.4.0-beta.2");
        }
        return new Version(text, numbers.stream().map(Long::valueOf).toList(), preRelease);
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\.", -1));
    }

    private static boolean all(Pattern pattern, List<String> words) {
        return words.stream().allMatch(word -> pattern.matcher(word).matches());
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < numbers.size(); i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
            int order = compare(preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    /** Numbers by value and before words, words by ASCII. */
    private static int compare(String a, String b) {
        boolean number = isNumber(a);
        if (number != isNumber(b)) {
            return number ? -1 : 1;
        }
        return number ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String part) {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Consistent with {@link #compareTo}: build metadata does not count. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
