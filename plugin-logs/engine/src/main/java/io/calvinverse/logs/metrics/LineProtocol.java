package io.calvinverse.logs.metrics;

import java.util.Map;

/**
 * InfluxDB's line protocol, version 1: {@code measurement,tag=value field=value nanoseconds}. Line breaks, which it cannot
 * carry in names and tags, become spaces there, and a backslash at the end of one, which would swallow what follows, goes.
 */
public final class LineProtocol {
    private LineProtocol() {}

    /** With a line feed at its end; empty when the point has no field that can be written. */
    public static String line(Point point) {
        StringBuilder fields = new StringBuilder();
        point.fields().forEach((key, value) -> {
            String written = field(value);
            if (!written.isEmpty()) {
                fields.append(fields.isEmpty() ? "" : ",")
                        .append(escape(key, ",= "))
                        .append('=')
                        .append(written);
            }
        });
        if (fields.isEmpty()) {
            return "";
        }
        StringBuilder line = new StringBuilder(escape(point.measurement(), ", "));
        for (Map.Entry<String, String> tag : point.tags().values().entrySet()) {
            String value = escape(tag.getValue(), ",= ");
            if (!value.isEmpty()) {
                line.append(',').append(escape(tag.getKey(), ",= ")).append('=').append(value);
            }
        }
        return line.append(' ')
                .append(fields)
                .append(' ')
                .append(point.nanos())
                .append('\n')
                .toString();
    }

    private static String field(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return value + "i";
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? Double.toString(number.doubleValue()) : "";
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        return value == null ? "" : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String escape(String text, String special) {
        StringBuilder result = new StringBuilder();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char each = Character.isISOControl(text.charAt(i)) ? ' ' : text.charAt(i);
            if (special.indexOf(each) >= 0) {
                result.append('\\');
            }
            result.append(each);
        }
        return result.toString();
    }
}
