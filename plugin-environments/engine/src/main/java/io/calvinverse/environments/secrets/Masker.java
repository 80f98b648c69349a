package io.calvinverse.environments.secrets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces secrets in text, however many there are: a text is looked through once, and most places cost one look-up. Immutable,
 * any thread.
 */
public final class Masker {

    /** What stands in place of a secret. */
    public static final String MASK = "****";

    /** Masks nothing. */
    public static final Masker NONE = new Masker(List.of());

    private final List<String> texts;
    /** By their first characters; each list longest first. */
    private final Map<Integer, List<String>> byBeginning = new HashMap<>();

    private Masker(List<String> texts) {
        this.texts = List.copyOf(texts);
        texts.forEach(text -> byBeginning
                .computeIfAbsent(beginning(text, 0), any -> new ArrayList<>())
                .add(text));
    }

    /** Masks these values in all forms of {@link Masks}. */
    public static Masker of(Collection<String> secrets) {
        return secrets.isEmpty() ? NONE : new Masker(Masks.of(secrets));
    }

    /** @param texts what {@link #texts} of another one gave, or a part of it in the same order */
    public static Masker ofTexts(List<String> texts) {
        return texts.isEmpty() ? NONE : new Masker(texts);
    }

    /** What it looks for, longest first. */
    public List<String> texts() {
        return texts;
    }

    /** @return the very same text when there is no secret in it */
    public String mask(String text) {
        StringBuilder masked = null;
        int kept = 0;
        int at = 0;
        while (at + Masks.SHORTEST <= text.length()) {
            String hit = hit(text, at);
            if (hit == null) {
                at++;
                continue;
            }
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, kept, at).append(MASK);
            at += hit.length();
            kept = at;
        }
        return masked == null ? text : masked.append(text, kept, text.length()).toString();
    }

    private String hit(String text, int at) {
        List<String> candidates = byBeginning.get(beginning(text, at));
        if (candidates != null) {
            for (String candidate : candidates) {
                if (text.startsWith(candidate, at)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static Integer beginning(String text, int at) {
        int beginning = 0;
        for (int each = at; each < at + Masks.SHORTEST; each++) {
            beginning = beginning * 31 + text.charAt(each);
        }
        return beginning;
    }

    /** Not the texts. */
    @Override
    public String toString() {
        return "a masker of " + texts.size() + " texts";
    }
}
