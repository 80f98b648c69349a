package io.calvinverse.artefacts.tar;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Goes through a tar, entry by entry: ustar and pax (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"), GNU's
 * long names. For one thread.
 */
public final class TarReader {

    private static final int MOST_OF_A_NAME = 1024 * 1024;

    private final InputStream in;
    private final long length;
    private long position;
    private long left;

    /** @param length of the tar in bytes, {@link Long#MAX_VALUE} if it is not known */
    public TarReader(InputStream in, long length) {
        this.in = in;
        this.length = length;
    }

    /**
     * The next one; what was not read of the one before is skipped.
     *
     * @return {@code null} at the end
     * @throws ArtefactException if it is no tar, or ends too early
     */
    public TarEntry next() throws IOException {
        Map<String, String> told = new HashMap<>();
        while (true) {
            skip(left + (512 - (position + left) % 512) % 512);
            TarHeader header = header();
            if (header == null) {
                return null;
            }
            left = header.size();
            switch (header.type()) {
                case 'L' -> told.put("path", text());
                case 'K' -> told.put("linkpath", text());
                case 'x' -> told.putAll(PaxRecords.parse(content(MOST_OF_A_NAME)));
                case 'g' -> content(MOST_OF_A_NAME);
                default -> {
                    return entry(header, told);
                }
            }
        }
    }

    private TarEntry entry(TarHeader header, Map<String, String> told) throws ArtefactException {
        String size = told.getOrDefault("size", "");
        if (!size.isEmpty()) {
            if (!size.matches("\\d{1,18}")) {
                throw new ArtefactException("it is no valid tar: a size of '" + size + "'");
            }
            left = Long.parseLong(size);
        }
        TarEntry.Kind kind =
                switch (header.type()) {
                    case '0', 0, '7' -> TarEntry.Kind.FILE;
                    case '1', '2' -> TarEntry.Kind.LINK;
                    case '5' -> TarEntry.Kind.DIRECTORY;
                    default -> TarEntry.Kind.OTHER;
                };
        if (kind == TarEntry.Kind.LINK || kind == TarEntry.Kind.DIRECTORY) {
            left = 0;
        }
        String name = told.getOrDefault("path", header.name()).replaceFirst("^(\\./)+", "");
        if (left > length - position) {
            throw new ArtefactException("it ends in the middle of " + name + ": it was cut off");
        }
        return new TarEntry(name, kind, told.getOrDefault("linkpath", header.link()), position, left);
    }

    private TarHeader header() throws IOException {
        byte[] block = in.readNBytes(512);
        position += block.length;
        if (block.length == 0) {
            return null;
        }
        if (block.length < 512) {
            throw new ArtefactException("it is no tar, or was cut off: its last block has " + block.length + " bytes");
        }
        return TarHeader.parse(block, position - 512);
    }

    private String text() throws IOException {
        String text = new String(content(MOST_OF_A_NAME), StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }

    /**
     * The content of the entry at hand.
     *
     * @throws ArtefactException if it is larger than that, or the tar ends before
     */
    public byte[] content(int most) throws IOException {
        if (left > most) {
            throw new ArtefactException("it has an entry of " + left + " bytes where at most " + most + " make sense");
        }
        byte[] bytes = in.readNBytes((int) left);
        position += bytes.length;
        if (bytes.length < left) {
            throw new ArtefactException("it ends in the middle of an entry: it was cut off");
        }
        left = 0;
        return bytes;
    }

    private void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw new ArtefactException("it ends in the middle of an entry: it was cut off", e);
        }
        position += count;
        left = 0;
    }
}
