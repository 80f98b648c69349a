package io.calvinverse.logs.metrics.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of lines, sent and deleted as one. One thread. */
final class Segment {
    static final int LARGEST = 256 * 1024;

    private static final String END = ".lines";

    private final Path file;
    private final long number;
    private long bytes;
    private long lines;

    private Segment(Path file, long number, long bytes, long lines) {
        this.file = file;
        this.number = number;
        this.bytes = bytes;
        this.lines = lines;
    }

    static Segment create(Path directory, long number) {
        return new Segment(directory.resolve("%016d".formatted(number) + END), number, 0, 0);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static boolean isOne(Path file) {
        return name(file).matches("[0-9]{16}\\" + END);
    }

    /** One of a former life; half a line at its end, which a crash left there, goes. */
    static Segment open(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        if (end < content.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
        return new Segment(file, Long.parseLong(name(file).substring(0, 16)), end, count(content, end));
    }

    private static long count(byte[] content, int end) {
        long lines = 0;
        for (int i = 0; i < end; i++) {
            lines += content[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** Appends whole lines; after a failure the file ends where it did before. */
    void append(byte[] text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
            channel.position(bytes);
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
        bytes += text.length;
        lines += count(text, text.length);
    }

    /** What was appended, not what a failed attempt left behind it. */
    byte[] content() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer content = ByteBuffer.allocate((int) bytes);
            while (content.hasRemaining() && channel.read(content) >= 0) {
                continue;
            }
            return content.array();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    long number() {
        return number;
    }

    long bytes() {
        return bytes;
    }

    long lines() {
        return lines;
    }
}
