package io.calvinverse.artefacts.transport;

import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of what people read. */
public final class Redaction {

    private static final int SHORTEST = 4;

    private final List<String> secrets;

    Redaction(Credential credential) {
        secrets = credential.forms().stream()
                .filter(form -> form.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public String of(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "****");
        }
        return clean;
    }

    /** Without user and query: they may carry tokens (signed URLs do). */
    public static String of(URI uri) {
        StringBuilder text = new StringBuilder();
        if (uri.getScheme() != null) {
            text.append(uri.getScheme()).append("://").append(uri.getHost());
            if (uri.getPort() >= 0) {
                text.append(':').append(uri.getPort());
            }
        }
        return text.append(uri.getRawPath()).toString();
    }
}
