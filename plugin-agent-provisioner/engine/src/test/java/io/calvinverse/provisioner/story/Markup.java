package io.calvinverse.provisioner.story;

import java.util.Locale;

/** Pieces of HTML and SVG. */
final class Markup {
    private Markup() {}

    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "�");
    }

    /** A format with a point in numbers, wherever it runs. */
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** So many seconds; a dash where there are none. */
    static String seconds(double seconds) {
        return Double.isNaN(seconds) ? "–" : format("%.1f s", seconds);
    }
}
