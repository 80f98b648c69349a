package io.calvinverse.logs.tail;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts lines together per node: parallel branches print into one log and interrupt each other within lines. A line
 * longer than {@link #MOST} bytes is given out in pieces of that size, wherever reading happened to pause.
 */
final class Assembly {
    /** Bytes of the longest line that stays whole. */
    static final int MOST = 1 << 20;

    private static final class Fragment {
        private final long start;
        private int part;
        private byte[] bytes;
        private int length;

        Fragment(long start, int part, byte[] bytes) {
            this.start = start;
            this.part = part;
            this.bytes = bytes;
            this.length = bytes.length;
        }

        void add(byte[] from, int at, int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.min(2 * bytes.length, MOST + 1)));
            }
            System.arraycopy(from, at, bytes, length, count);
            length += count;
        }

        void drop(int count) {
            System.arraycopy(bytes, count, bytes, 0, length - count);
            length -= count;
            part++;
        }
    }

    private final Map<String, Fragment> open = new HashMap<>();
    private final int generation;
    private long sequence;

    Assembly(Progress from) {
        generation = from.generation();
        sequence = from.sequence();
        from.pending()
                .forEach(p -> open.put(
                        p.node(), new Fragment(p.start(), p.part(), p.bytes().clone())));
    }

    /**
     * Takes bytes that one node printed in one go.
     *
     * @param at offset in the log of {@code bytes[from]}
     * @return index after the last byte taken: less than {@code to} when no more lines are wanted
     */
    int feed(String node, byte[] bytes, int from, int to, long at, Lines lines) {
        int next = from;
        Fragment fragment = open.get(node);
        while (next < to) {
            int room = MOST + 1 - (fragment == null ? 0 : fragment.length);
            int limit = Math.min(to, next + room);
            int end = next;
            while (end < limit && bytes[end] != '\n') {
                end++;
            }
            boolean whole = end < limit;
            boolean more = true;
            int after = whole ? end + 1 : end;
            if (whole && fragment == null) {
                more = give(node, at + next - from, at + after - from, 0, false, bytes, next, end, lines);
            } else {
                if (fragment == null) {
                    fragment = new Fragment(at + next - from, 0, new byte[0]);
                    open.put(node, fragment);
                }
                fragment.add(bytes, next, end - next);
                if (whole) {
                    more = give(node, at + after - from, fragment, fragment.length, false, lines);
                    open.remove(node);
                    fragment = null;
                } else if (fragment.length > MOST) {
                    int piece = boundary(fragment.bytes);
                    more = give(node, at + after - from, fragment, piece, true, lines);
                    fragment.drop(piece);
                }
            }
            next = after;
            if (!more) {
                return next;
            }
        }
        return next;
    }

    /** Not inside a UTF-8 character. */
    private static int boundary(byte[] bytes) {
        int piece = MOST;
        while (piece > MOST - 4 && (bytes[piece] & 0xC0) == 0x80) {
            piece--;
        }
        return piece;
    }

    private boolean give(String node, long end, Fragment line, int length, boolean cut, Lines lines) {
        return give(node, line.start, end, line.part, cut, line.bytes, 0, length, lines);
    }

    private boolean give(
            String node, long start, long end, int part, boolean cut, byte[] bytes, int from, int to, Lines lines) {
        int last = !cut && to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        return lines.take(new Line(generation, sequence++, node, start, end, part, cut, bytes, from, last));
    }

    /** The log is complete: what has no line end is given out as it is, the earliest first, until no more is wanted. */
    void finish(long end, Lines lines) {
        for (Pending pending : pending()) {
            Fragment line = open.remove(pending.node());
            if (!give(pending.node(), end, line, line.length, false, lines)) {
                return;
            }
        }
    }

    boolean empty() {
        return open.isEmpty();
    }

    List<Pending> pending() {
        return open.entrySet().stream()
                .map(each -> new Pending(
                        each.getKey(),
                        each.getValue().start,
                        each.getValue().part,
                        Arrays.copyOf(each.getValue().bytes, each.getValue().length)))
                .sorted(Comparator.comparingLong(Pending::start))
                .toList();
    }

    Progress progress(long position) {
        return new Progress(generation, position, sequence, pending());
    }
}
