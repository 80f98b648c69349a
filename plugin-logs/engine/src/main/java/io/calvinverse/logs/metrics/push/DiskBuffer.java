package io.calvinverse.logs.metrics.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines that wait on disk, oldest first, at most so many bytes of them: the oldest go when there is no room, and are counted.
 * They outlive a crash of the process; what the last moment before a loss of power wrote may not. All methods by one thread.
 */
final class DiskBuffer {
    private final Path directory;
    private final long most;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long next;
    private long bytes;
    private long lost;

    DiskBuffer(Path directory, long most) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.most = most;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Segment::isOne).sorted().toList()) {
                Segment segment = Segment.open(file);
                if (segment.bytes() == 0) {
                    segment.delete();
                    continue;
                }
                segments.add(segment);
                bytes += segment.bytes();
                next = segment.number() + 1;
            }
        }
    }

    /**
     * Adds lines, each with a line feed at its end.
     *
     * @param lines those that are on disk are taken out of it, also when not all could be written
     */
    void add(List<String> lines) throws IOException {
        while (!lines.isEmpty()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            int count = 0;
            for (String line : lines) {
                byte[] more = line.getBytes(StandardCharsets.UTF_8);
                if (count > 0 && room() < text.size() + more.length) {
                    break;
                }
                text.writeBytes(more);
                count++;
            }
            write(text.toByteArray());
            lines.subList(0, count).clear();
        }
        while (bytes > most && segments.size() > 1) {
            lost += segments.peekFirst().lines();
            drop();
        }
    }

    private long room() {
        return segments.isEmpty()
                ? Segment.LARGEST
                : Math.max(0, Segment.LARGEST - segments.peekLast().bytes());
    }

    private void write(byte[] text) throws IOException {
        if (segments.isEmpty() || segments.peekLast().bytes() > 0 && room() < text.length) {
            segments.add(Segment.create(directory, next++));
        }
        segments.peekLast().append(text);
        bytes += text.length;
    }

    /** The oldest lines; empty when nothing waits. They stay until {@link #drop}. */
    byte[] oldest() throws IOException {
        Segment first = segments.peekFirst();
        if (first == null || first.bytes() == 0) {
            return new byte[0];
        }
        if (segments.size() == 1) {
            // What comes now goes into another, or it would be dropped with what was sent.
            segments.add(Segment.create(directory, next++));
        }
        return first.content();
    }

    /** Forgets what {@link #oldest} returned. */
    void drop() throws IOException {
        Segment first = segments.removeFirst();
        bytes -= first.bytes();
        first.delete();
    }

    long bytes() {
        return bytes;
    }

    /** Lines that went because there was no room, since the start. */
    long lost() {
        return lost;
    }
}
