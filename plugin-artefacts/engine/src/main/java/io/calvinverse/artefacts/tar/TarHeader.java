package io.calvinverse.artefacts.tar;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.nio.charset.StandardCharsets;

/** The block before an entry (POSIX.1-2017, pax, "ustar Interchange Format"). */
record TarHeader(String name, long size, char type, String link) {

    private static final int CHECKSUM = 148;

    /**
     * @param at where it lies, for messages
     * @return {@code null} for a block of zeros, the end of a tar
     */
    static TarHeader parse(byte[] block, long at) throws ArtefactException {
        int sum = 0;
        boolean empty = true;
        for (int i = 0; i < block.length; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
            empty &= block[i] == 0;
        }
        if (empty) {
            return null;
        }
        if (number(block, CHECKSUM, 8, at) != sum) {
            throw new ArtefactException("it is no tar, or is damaged: the block at byte " + at + " is no header");
        }
        boolean posix = text(block, 257, 6).equals("ustar");
        String prefix = posix ? text(block, 345, 155) : "";
        String name = text(block, 0, 100);
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                number(block, 124, 12, at),
                (char) block[156],
                text(block, 157, 100));
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal, or GNU's binary form for what octal digits cannot tell. */
    private static long number(byte[] block, int from, int length, long at) throws ArtefactException {
        if ((block[from] & 0x80) != 0) {
            long value = block[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                value = value << 8 | block[i] & 0xff;
            }
            if (value >= 0) {
                return value;
            }
        }
        String digits = text(block, from, length).strip();
        if (!digits.matches("[0-7]{0,20}")) {
            throw new ArtefactException("it is no tar, or is damaged: the block at byte " + at + " is no header");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
