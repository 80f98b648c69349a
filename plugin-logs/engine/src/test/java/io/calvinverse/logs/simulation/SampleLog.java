package io.calvinverse.logs.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code log} and {@code log-index} as Jenkins' FileLogStorage does: a buffer; when another node prints, first the
 * buffer goes out, then the index learns of the change. Remembers what reached the file.
 */
public final class SampleLog {

    /**
     * A line as it is to arrive.
     *
     * @param end offset after its end
     */
    public record Expected(long end, String node, String text) {}

    private record Printed(String node, byte[] bytes) {}

    private Path directory;
    private final boolean indexed;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final List<Printed> printed = new ArrayList<>();
    private String last;
    private long written;

    public SampleLog(Path directory, boolean indexed) {
        this.directory = directory;
        this.indexed = indexed;
        this.last = indexed ? null : "";
    }

    public Path log() {
        return directory.resolve("log");
    }

    public boolean indexed() {
        return indexed;
    }

    public void open() throws IOException {
        Files.createDirectories(directory);
        Files.write(log(), new byte[0], StandardOpenOption.CREATE);
        if (indexed) {
            Files.write(index(), new byte[0], StandardOpenOption.CREATE);
        }
    }

    private Path index() {
        return directory.resolve("log-index");
    }

    public void print(String node, String text) throws IOException {
        if (indexed && !node.equals(last)) {
            flush();
            String entry = node.isEmpty() ? written + "\n" : written + " " + node + "\n";
            Files.writeString(index(), entry, StandardOpenOption.APPEND);
            last = node;
        }
        buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public void flush() throws IOException {
        byte[] bytes = buffer.toByteArray();
        if (bytes.length > 0) {
            buffer.reset();
            Files.write(log(), bytes, StandardOpenOption.APPEND);
            printed.add(new Printed(last, bytes));
            written += bytes.length;
        }
    }

    /** What the buffer holds is lost to Jenkins, too. */
    public void crash() {
        buffer.reset();
    }

    public void move(Path elsewhere) throws IOException {
        Files.createDirectories(elsewhere.getParent());
        Files.move(directory, elsewhere);
        directory = elsewhere;
    }

    public void delete() throws IOException {
        Files.deleteIfExists(log());
        Files.deleteIfExists(index());
        Files.deleteIfExists(directory);
    }

    /** Lines in the order of their ends, then those without an end in the order of their beginnings. */
    public List<Expected> expected() {
        List<Expected> lines = new ArrayList<>();
        Map<String, ByteArrayOutputStream> open = new LinkedHashMap<>();
        Map<String, Long> begun = new LinkedHashMap<>();
        long at = 0;
        for (Printed each : printed) {
            ByteArrayOutputStream line = open.computeIfAbsent(each.node, node -> new ByteArrayOutputStream());
            for (byte b : each.bytes) {
                if (!begun.containsKey(each.node)) {
                    begun.put(each.node, at);
                }
                at++;
                if (b == '\n') {
                    lines.add(new Expected(at, each.node, line.toString(StandardCharsets.UTF_8)));
                    line.reset();
                    begun.remove(each.node);
                } else {
                    line.write(b);
                }
            }
        }
        begun.entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .forEach(each -> lines.add(new Expected(
                        Long.MAX_VALUE, each.getKey(), open.get(each.getKey()).toString(StandardCharsets.UTF_8))));
        return lines;
    }
}
