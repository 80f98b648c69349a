package io.calvinverse.logs.tail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of one line on its way from the log to a target: the log's bytes first, UTF-8 afterwards. One instance is used
 * for many lines; one thread.
 */
public final class Text {
    private byte[] bytes = new byte[4096];
    private int length;

    /** Takes a line's bytes. */
    public Text set(byte[] from, int start, int end) {
        int count = end - start;
        if (bytes.length < count) {
            bytes = new byte[Math.max(count, 2 * bytes.length)];
        }
        System.arraycopy(from, start, bytes, 0, count);
        length = count;
        return this;
    }

    /** The buffer; valid up to {@link #length()} and until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Shortens the text, after its buffer was changed in place. */
    void length(int shorter) {
        length = shorter;
    }

    int indexOf(byte[] what, int from) {
        return indexOf(bytes, length, what, from);
    }

    private static int indexOf(byte[] text, int length, byte[] what, int from) {
        byte first = what[0];
        for (int i = from; i <= length - what.length; i++) {
            if (text[i] == first && Arrays.equals(text, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Turns the bytes of a charset into UTF-8; what is no character becomes U+FFFD. */
    public Text utf8From(Charset charset) {
        if (ascii()) {
            return this;
        }
        if (charset.equals(StandardCharsets.UTF_8) && wellFormed()) {
            return this;
        }
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try {
            CharBuffer decoded = decoder.decode(ByteBuffer.wrap(bytes, 0, length));
            return set(decoded.toString());
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new IllegalStateException("malformed bytes are replaced, not refused", e);
        }
    }

    /** Takes a text. */
    public Text set(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return set(encoded, 0, encoded.length);
    }

    private boolean ascii() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean wellFormed() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (java.nio.charset.CharacterCodingException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
