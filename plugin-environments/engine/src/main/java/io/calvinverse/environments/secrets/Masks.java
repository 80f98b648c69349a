package io.calvinverse.environments.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts under which secrets may show up in a log: the value, each of its lines, and of both the forms in URLs, in JSON and
 * in Base64.
 *
 * <p>A log is masked line by line, so a value of several lines is found by its lines. Base64 shows a secret in three ways,
 * depending on how many bytes stand before it; of each the part is taken that the neighbours do not change.
 *
 * <p>Texts shorter than {@value #SHORTEST} characters are not masked, nor encoded forms shorter than {@value #SHORTEST_ENCODED}:
 * they would black out innocent words and tell the reader what the secret is. Lines without a letter or digit (brackets of JSON)
 * are not either.
 */
public final class Masks {

    public static final int SHORTEST = 3;
    public static final int SHORTEST_ENCODED = 6;

    private Masks() {}

    /** @return the texts to be replaced, longest first */
    public static List<String> of(Collection<String> secrets) {
        Set<String> texts = new LinkedHashSet<>();
        for (String secret : secrets) {
            plain(secret).forEach(text -> {
                texts.add(text);
                encoded(text).stream()
                        .filter(form -> form.length() >= SHORTEST_ENCODED)
                        .forEach(texts::add);
            });
        }
        return texts.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Matches any of {@link #of}; never matches when there is none. */
    public static Pattern pattern(Collection<String> secrets) {
        List<String> texts = of(secrets);
        return texts.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile(texts.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    }

    private static List<String> plain(String secret) {
        List<String> plain = new ArrayList<>();
        plain.add(secret);
        plain.add(secret.strip());
        secret.lines().map(String::strip).forEach(plain::add);
        return plain.stream()
                .filter(text -> text.length() >= SHORTEST && text.chars().anyMatch(Character::isLetterOrDigit))
                .distinct()
                .toList();
    }

    private static List<String> encoded(String text) {
        List<String> forms = new ArrayList<>();
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        forms.add(form);
        String percent = form.replace("+", "%20");
        forms.add(percent);
        forms.add(lowerCaseEscapes(form));
        forms.add(lowerCaseEscapes(percent));
        forms.add(json(text, false));
        forms.add(json(text, true));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            String base64 = base64(bytes, before);
            forms.add(base64);
            forms.add(base64.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    private static String lowerCaseEscapes(String form) {
        return Pattern.compile("%[0-9A-F]{2}")
                .matcher(form)
                .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }

    /** @param ascii as writers do that escape whatever is not ASCII */
    private static String json(String text, boolean ascii) {
        StringBuilder json = new StringBuilder();
        for (char each : text.toCharArray()) {
            switch (each) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (each < ' ' || ascii && each > '~') {
                        json.append(String.format("\\u%04x", (int) each));
                    } else {
                        json.append(each);
                    }
                }
            }
        }
        return json.toString();
    }

    /** The characters of Base64 that these bytes alone decide when {@code before} others precede them in their group. */
    private static String base64(byte[] bytes, int before) {
        byte[] padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        String whole = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int first = (before * 8 + 5) / 6;
        int end = padded.length * 8 / 6;
        return first >= end ? "" : whole.substring(first, end);
    }
}
