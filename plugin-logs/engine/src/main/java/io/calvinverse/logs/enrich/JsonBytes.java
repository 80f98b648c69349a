package io.calvinverse.logs.enrich;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of UTF-8 JSON. One thread. */
public final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    public int length() {
        return length;
    }

    /** Takes back what was written last. */
    void length(int shorter) {
        length = shorter;
    }

    /** The buffer itself; valid up to {@link #length()}. */
    public byte[] bytes() {
        return bytes;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    public JsonBytes raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    public JsonBytes raw(byte[] json, int from, int to) {
        room(to - from);
        System.arraycopy(json, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** Characters of ASCII that need no escape. */
    public JsonBytes ascii(String text) {
        int count = text.length();
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += count;
        return this;
    }

    public JsonBytes number(long value) {
        if (value < 0) {
            return ascii(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        room(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Text within a JSON string: UTF-8 passes, what RFC 8259 (7) demands is escaped. */
    public JsonBytes escaped(byte[] utf8, int from, int to) {
        room(6 * (to - from));
        int at = length;
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\') {
                bytes[at++] = '\\';
                bytes[at++] = b;
            } else if (b >= 0 && b < 0x20) {
                at = control(b, at);
            } else {
                bytes[at++] = b;
            }
        }
        length = at;
        return this;
    }

    private int control(byte b, int from) {
        int at = from;
        bytes[at++] = '\\';
        switch (b) {
            case '\t' -> bytes[at++] = 't';
            case '\r' -> bytes[at++] = 'r';
            case '\n' -> bytes[at++] = 'n';
            default -> {
                bytes[at++] = 'u';
                bytes[at++] = '0';
                bytes[at++] = '0';
                bytes[at++] = HEX[b >> 4];
                bytes[at++] = HEX[b & 15];
            }
        }
        return at;
    }
}
