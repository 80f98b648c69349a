package io.calvinverse.logs.metrics;

import java.util.HashMap;
import java.util.Map;

/** Reads one line of line protocol as its specification says, independently of how it is written. */
final class LineReader {
    private final String line;
    private int at;

    private final String measurement;
    private final Map<String, String> tags = new HashMap<>();
    private final Map<String, Object> fields = new HashMap<>();
    private final long nanos;

    LineReader(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("no line feed ends " + text);
        }
        line = text.substring(0, text.length() - 1);
        measurement = name(", ", ", ");
        while (line.charAt(at) == ',') {
            at++;
            String key = name("=", ",= ");
            at++;
            tags.put(key, name(", ", ",= "));
        }
        do {
            at++;
            String key = name("=", ",= ");
            at++;
            fields.put(key, line.charAt(at) == '"' ? quoted() : name(", ", ""));
        } while (line.charAt(at) == ',');
        at++;
        nanos = Long.parseLong(line.substring(at));
    }

    private String name(String ends, String escaped) {
        StringBuilder result = new StringBuilder();
        while (ends.indexOf(line.charAt(at)) < 0) {
            boolean escape = line.charAt(at) == '\\' && escaped.indexOf(line.charAt(at + 1)) >= 0;
            at += escape ? 1 : 0;
            result.append(line.charAt(at++));
        }
        return result.toString();
    }

    private String quoted() {
        StringBuilder result = new StringBuilder();
        at++;
        while (line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 1 : 0;
            result.append(line.charAt(at++));
        }
        at++;
        return result.toString();
    }

    String measurement() {
        return measurement;
    }

    Map<String, String> tags() {
        return tags;
    }

    Map<String, Object> fields() {
        return fields;
    }

    long nanos() {
        return nanos;
    }
}
