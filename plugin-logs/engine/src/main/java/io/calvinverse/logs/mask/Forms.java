package io.calvinverse.logs.mask;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The forms in which a secret may stand in a log. */
final class Forms {
    /** Shorter texts are no secrets: hiding them would make a log unreadable, and shows where they are. */
    private static final int LEAST = 3;
    /** Of a part within a longer Base64 text, which anything of four characters would match. */
    private static final int LEAST_INNER = 8;

    private Forms() {}

    /** Each line of the value, and the whole in Base64 (at any place in a longer text), percent, JSON and shell quotes. */
    static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        String value = secret.strip();
        if (value.length() < LEAST) {
            return forms;
        }
        for (String line : secret.split("\\R")) {
            add(forms, line.strip());
            add(forms, json(line.strip()));
            add(forms, line.strip().replace("'", "'\\''"));
            add(forms, line.strip().replace("'", "'\"'\"'"));
            add(forms, percent(line.strip()));
        }
        for (String whole : List.of(secret, value)) {
            add(forms, percent(whole));
            add(forms, percent(whole).replace("+", "%20"));
            add(forms, json(whole));
            for (int before = 0; before < 3; before++) {
                String inner = base64(whole, before);
                if (inner.length() >= LEAST_INNER) {
                    add(forms, inner);
                    add(forms, inner.replace('+', '-').replace('/', '_'));
                }
            }
        }
        return forms;
    }

    private static void add(Set<String> forms, String form) {
        if (form.length() >= LEAST) {
            forms.add(form);
        }
    }

    private static String percent(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String json(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    /** The characters that depend on the value alone when so many bytes (modulo 3) stand before it. */
    private static String base64(String value, int before) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[bytes.length + before];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int start = new int[] {0, 2, 3}[before];
        int end = shifted.length * 8 / 6;
        return end > start ? encoded.substring(start, end) : "";
    }

    /** For one value alone: UTF-8, longest first. */
    static byte[][] encoded(Set<String> forms) {
        return forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .sorted((a, b) -> b.length != a.length ? b.length - a.length : Arrays.compare(a, b))
                .toArray(byte[][]::new);
    }
}
