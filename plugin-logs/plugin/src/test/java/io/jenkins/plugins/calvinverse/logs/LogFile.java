package io.jenkins.plugins.calvinverse.logs;

import hudson.console.ConsoleNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A build's log as Jenkins wrote it, cut into the lines that are to arrive: each node's own, in the order of their ends. */
public final class LogFile {
    private LogFile() {}

    public static List<String> lines(Path buildDirectory) throws IOException {
        byte[] bytes = Files.readAllBytes(buildDirectory.resolve("log"));
        TreeMap<Integer, String> changes = new TreeMap<>(Map.of(0, ""));
        Path index = buildDirectory.resolve("log-index");
        if (Files.exists(index)) {
            for (String change : Files.readAllLines(index)) {
                String[] parts = change.split(" ", 2);
                changes.put(Integer.valueOf(parts[0]), parts.length > 1 ? parts[1] : "");
            }
        }
        List<String> lines = new ArrayList<>();
        Map<String, StringBuilder> open = new LinkedHashMap<>();
        for (int i = 0; i < bytes.length; i++) {
            String node = changes.floorEntry(i).getValue();
            if (bytes[i] == '\n') {
                StringBuilder line = open.remove(node);
                lines.add(text(line == null ? new StringBuilder() : line));
            } else {
                open.computeIfAbsent(node, n -> new StringBuilder()).append((char) (bytes[i] & 0xFF));
            }
        }
        open.values().forEach(line -> lines.add(text(line)));
        return lines;
    }

    private static String text(StringBuilder latin) {
        String line = new String(latin.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return ConsoleNote.removeNotes(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
