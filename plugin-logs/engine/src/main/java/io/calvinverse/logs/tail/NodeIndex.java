package io.calvinverse.logs.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which node printed which bytes: reads the {@code log-index} that Jenkins' {@code FileLogStorage} (plugin workflow-api)
 * writes beside the log – lines {@code offset node} or {@code offset} for none, each written before the bytes it speaks
 * of. Read on after the log's length has been taken, it therefore knows every change before that length.
 */
final class NodeIndex {
    private static final String NONE = "";

    private record Change(long offset, String node) {}

    private final Path file;
    private final Deque<Change> ahead = new ArrayDeque<>();
    private final Map<String, String> names = new HashMap<>();
    private long read;
    private byte[] rest = {};
    private String node = NONE;

    NodeIndex(Path file) {
        this.file = file;
    }

    /** Takes in what was written since the last time. A last line without its end is left for the next time. */
    void refresh() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long length = channel.size();
            if (length < read) {
                restart();
            }
            if (length == read) {
                return;
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(Math.min(length - read, 1 << 20)));
            int taken;
            while ((taken = channel.read(buffer.clear(), read)) > 0) {
                read += taken;
                parse(buffer.array(), taken);
            }
        } catch (NoSuchFileException e) {
            // A freestyle build has none: no node printed anything.
            restart();
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    private void restart() {
        read = 0;
        rest = new byte[0];
        ahead.clear();
    }

    private void parse(byte[] bytes, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                if (rest.length > 0) {
                    line = new String(joined(bytes, start, i), StandardCharsets.UTF_8);
                    rest = new byte[0];
                }
                note(line);
                start = i + 1;
            }
        }
        rest = joined(bytes, start, count);
    }

    private byte[] joined(byte[] bytes, int from, int to) {
        byte[] whole = Arrays.copyOf(rest, rest.length + to - from);
        System.arraycopy(bytes, from, whole, rest.length, to - from);
        return whole;
    }

    /** A damaged line is passed over: its bytes count to the node before, and nothing is lost. */
    private void note(String line) {
        int space = line.indexOf(' ');
        long offset;
        try {
            offset = Long.parseLong(space < 0 ? line : line.substring(0, space));
        } catch (NumberFormatException e) {
            return;
        }
        String name = space < 0 ? NONE : line.substring(space + 1);
        // After a loss of power the log may end before what the index already told; what is written later holds.
        while (!ahead.isEmpty() && ahead.peekLast().offset >= offset) {
            ahead.removeLast();
        }
        ahead.addLast(new Change(offset, names.computeIfAbsent(name, same -> same)));
    }

    /** The node that printed the byte at this offset; offsets must be asked in rising order. */
    String nodeAt(long offset) {
        while (!ahead.isEmpty() && ahead.peekFirst().offset <= offset) {
            node = ahead.removeFirst().node;
        }
        return node;
    }

    /** Where the next node begins, after {@link #nodeAt} was asked. */
    long nextChange() {
        return ahead.isEmpty() ? Long.MAX_VALUE : ahead.peekFirst().offset;
    }
}
