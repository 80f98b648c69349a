package io.calvinverse.parts.story;

import java.util.Locale;

/** Pieces of HTML and SVG. */
public final class Markup {
    private Markup() {}

    /** Raw text as HTML; what no page may hold becomes a replacement character. */
    public static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "�");
    }

    /** A format with a point in numbers, wherever it runs. */
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** So many seconds; a dash where there are none. */
    public static String seconds(double seconds) {
        return Double.isNaN(seconds) ? "–" : format("%.1f s", seconds);
    }

    /** So many bytes, at a glance. */
    public static String bytes(long bytes) {
        return bytes < 10_000 ? bytes + " B" : bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
