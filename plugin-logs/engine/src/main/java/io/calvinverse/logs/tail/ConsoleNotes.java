package io.calvinverse.logs.tail;

import java.nio.charset.StandardCharsets;

/**
 * Removes Jenkins' console notes: serialised annotations within a line, from {@code ESC[8mha:} to the next
 * {@code ESC[0m} ({@code hudson.console.ConsoleNote}, {@code PREAMBLE_STR} and {@code POSTAMBLE_STR}).
 */
public final class ConsoleNotes {
    private static final byte[] BEGIN = "\u001B[8mha:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\u001B[0m".getBytes(StandardCharsets.US_ASCII);

    private ConsoleNotes() {}

    /** A note without an end stays: what follows may be the build's own text. */
    public static void strip(Text text) {
        int begin = text.indexOf(BEGIN, 0);
        if (begin < 0) {
            return;
        }
        byte[] bytes = text.bytes();
        int kept = begin;
        while (begin >= 0) {
            int end = text.indexOf(END, begin + BEGIN.length);
            int from = end < 0 ? begin : end + END.length;
            int next = end < 0 ? -1 : text.indexOf(BEGIN, from);
            int to = next < 0 ? text.length() : next;
            System.arraycopy(bytes, from, bytes, kept, to - from);
            kept += to - from;
            begin = next;
        }
        text.length(kept);
    }
}
