package io.calvinverse.logs.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;

/**
 * Reads on in a log that is being written. Keeps no file open between readings. One thread.
 *
 * <p>Lines come in the order in which they end; the same bytes give the same lines, offsets and sequence numbers however
 * often and in whatever portions they are read.
 */
public final class Tail {
    private final LogPair files;
    private final ByteBuffer buffer;
    private Assembly assembly;
    private NodeIndex index;
    private int generation;
    private long position;
    private long length;

    /**
     * @param files what to read
     * @param from where to go on
     * @param buffer an array-backed buffer to read into, which may be shared by the tails of one thread
     */
    public Tail(LogPair files, Progress from, ByteBuffer buffer) {
        this.files = files;
        this.buffer = buffer;
        rewind(from);
    }

    /** Goes back (or on) to a known point. */
    public void rewind(Progress to) {
        assembly = new Assembly(to);
        index = new NodeIndex(files.index());
        position = to.position();
        generation = to.generation();
    }

    /** How far it has read: all lines before have been given out. */
    public Progress progress() {
        return assembly.progress(position);
    }

    /** Bytes of the log read so far. */
    public long position() {
        return position;
    }

    /** Bytes the log had when it was last read. */
    public long length() {
        return length;
    }

    /**
     * Reads on until the end of the log as it is now, or until no more lines are wanted. A log that has become shorter
     * is read from 0 again, as the next generation. A log that is not there (yet) has no lines.
     *
     * @param complete whether nothing more will be written: then a last line without an end counts, too
     * @return whether all was given out
     */
    public boolean read(boolean complete, Lines lines) throws IOException {
        if (files.indexed() && !complete && !index.exists()) {
            return false;
        }
        try (FileChannel log = FileChannel.open(files.log())) {
            length = log.size();
            if (length < position) {
                rewind(progress().again());
            }
            if (length > position) {
                index.refresh();
            }
            while (position < length) {
                if (!portion(log, lines)) {
                    return false;
                }
            }
        } catch (NoSuchFileException e) {
            length = 0;
            if (!complete) {
                return false;
            }
        }
        if (complete) {
            assembly.finish(length, lines);
        }
        return complete && assembly.empty();
    }

    private boolean portion(FileChannel log, Lines lines) throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), length - position));
        int count = log.read(buffer, position);
        if (count <= 0) {
            // Cut off meanwhile: the next reading sees the new length.
            length = position;
            return true;
        }
        int at = 0;
        while (at < count) {
            String node = index.nodeAt(position);
            int to = at + (int) Math.min(count - at, index.nextChange() - position);
            int taken = assembly.feed(node, buffer.array(), at, to, position, wanted(lines));
            position += taken - at;
            at = taken;
            if (full) {
                full = false;
                return false;
            }
        }
        return true;
    }

    private boolean full;

    private Lines wanted(Lines lines) {
        return line -> {
            full = !lines.take(line);
            return !full;
        };
    }

    /** How often the log became shorter than what was read. */
    public int generation() {
        return generation;
    }
}
