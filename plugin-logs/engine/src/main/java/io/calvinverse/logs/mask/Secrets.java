package io.calvinverse.logs.mask;

import io.calvinverse.logs.tail.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Hides known values, in each of their {@link Forms}. Immutable, but keeps a buffer: one thread.
 *
 * <p>Values that overlap in a text are hidden together. At the cut of a line that was too long the beginning or the end
 * of a value is hidden, too.
 */
public final class Secrets {
    private static final byte[] STARS = "****".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] forms;
    private final byte[][][] byFirst = new byte[256][][];
    /** Which pairs of bytes begin a form: most places of a text need no further look. */
    private final long[] pairs = new long[1024];

    private byte[] out = new byte[4096];

    public Secrets(Collection<String> values) {
        Set<String> all = new LinkedHashSet<>();
        values.forEach(value -> all.addAll(Forms.of(value)));
        forms = Forms.encoded(all);
        List<List<byte[]>> lists = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            lists.add(new ArrayList<>());
        }
        for (byte[] form : forms) {
            lists.get(form[0] & 0xFF).add(form);
            int pair = pair(form, 0);
            pairs[pair >> 6] |= 1L << (pair & 63);
        }
        for (int i = 0; i < 256; i++) {
            byFirst[i] = lists.get(i).toArray(byte[][]::new);
        }
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /**
     * @param text UTF-8, changed
     * @param begins whether the text is the beginning of its line, not a further piece
     * @param ends whether it is the end of its line
     */
    public void hide(Text text, boolean begins, boolean ends) {
        if (forms.length == 0) {
            return;
        }
        byte[] bytes = text.bytes();
        int length = text.length();
        int done = begins ? 0 : headOfCut(bytes, length);
        int cut = ends ? length : length - tailOfCut(bytes, length);
        int kept = done > 0 ? stars(0) : 0;
        for (int i = 0; i < length; i++) {
            int end = i == cut ? length : match(bytes, i, length);
            if (end > i) {
                if (i >= done) {
                    kept = stars(copy(bytes, done, i, kept));
                }
                done = Math.max(done, end);
            }
        }
        if (done > 0) {
            text.set(out, 0, copy(bytes, done, length, kept));
        }
    }

    /** Returns where the longest form that begins here ends, or -1. */
    private int match(byte[] bytes, int at, int length) {
        if (at + 1 >= length) {
            return -1;
        }
        int pair = pair(bytes, at);
        if ((pairs[pair >> 6] & 1L << (pair & 63)) == 0) {
            return -1;
        }
        for (byte[] form : byFirst[bytes[at] & 0xFF]) {
            if (at + form.length <= length && Arrays.equals(bytes, at, at + form.length, form, 0, form.length)) {
                return at + form.length;
            }
        }
        return -1;
    }

    /** Bytes at the end of a piece that begin a form. */
    private int tailOfCut(byte[] bytes, int length) {
        int most = 0;
        for (byte[] form : forms) {
            for (int n = Math.min(form.length - 1, length); n > most; n--) {
                if (Arrays.equals(bytes, length - n, length, form, 0, n)) {
                    most = n;
                }
            }
        }
        return most;
    }

    /** Bytes at the beginning of a further piece that end a form. */
    private int headOfCut(byte[] bytes, int length) {
        int most = 0;
        for (byte[] form : forms) {
            for (int n = Math.min(form.length - 1, length); n > most; n--) {
                if (Arrays.equals(bytes, 0, n, form, form.length - n, form.length)) {
                    most = n;
                }
            }
        }
        return most;
    }

    private int stars(int at) {
        return copy(STARS, 0, STARS.length, at);
    }

    private int copy(byte[] from, int start, int end, int at) {
        int count = Math.max(0, end - start);
        if (out.length < at + count) {
            out = Arrays.copyOf(out, Math.max(at + count, 2 * out.length));
        }
        System.arraycopy(from, start, out, at, count);
        return at + count;
    }
}
