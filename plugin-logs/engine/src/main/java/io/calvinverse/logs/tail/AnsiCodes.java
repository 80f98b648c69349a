package io.calvinverse.logs.tail;

/** Removes ANSI escape sequences (ECMA-48): colours, cursor movements, window titles. */
public final class AnsiCodes {
    private static final byte ESC = 0x1B;
    private static final byte BEL = 0x07;

    private AnsiCodes() {}

    /** A sequence that is cut off at the end goes, too. */
    public static void strip(Text text) {
        byte[] bytes = text.bytes();
        int length = text.length();
        int kept = 0;
        int i = 0;
        while (i < length) {
            if (bytes[i] == ESC) {
                i = after(bytes, i + 1, length);
            } else {
                bytes[kept++] = bytes[i++];
            }
        }
        text.length(kept);
    }

    private static int after(byte[] bytes, int i, int length) {
        if (i >= length) {
            return length;
        }
        return switch (bytes[i]) {
            case '[' -> controlSequence(bytes, i + 1, length);
            case ']', 'P', 'X', '^', '_' -> string(bytes, i + 1, length);
            default -> twoOrThree(bytes, i, length);
        };
    }

    /** Parameters 0x30–0x3F, intermediates 0x20–0x2F, one final byte 0x40–0x7E. */
    private static int controlSequence(byte[] bytes, int from, int length) {
        int i = from;
        while (i < length && bytes[i] >= 0x20 && bytes[i] <= 0x3F) {
            i++;
        }
        return i < length && bytes[i] >= 0x40 && bytes[i] <= 0x7E ? i + 1 : i;
    }

    /** Until BEL or {@code ESC \}; without an end only its introducer goes. */
    private static int string(byte[] bytes, int from, int length) {
        for (int i = from; i < length; i++) {
            if (bytes[i] == BEL) {
                return i + 1;
            }
            if (bytes[i] == ESC) {
                return i + 1 < length && bytes[i + 1] == '\\' ? i + 2 : i;
            }
        }
        return from;
    }

    private static int twoOrThree(byte[] bytes, int from, int length) {
        int i = from;
        while (i < length && bytes[i] >= 0x20 && bytes[i] <= 0x2F) {
            i++;
        }
        return i < length && bytes[i] >= 0x30 ? i + 1 : i;
    }
}
