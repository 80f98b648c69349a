package io.calvinverse.artefacts.artefact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Computes digests of what is written to it. For one thread at a time. */
public final class Hashing extends OutputStream {

    private static final int BUFFER = 128 * 1024;

    private final Map<Algorithm, MessageDigest> digests = new EnumMap<>(Algorithm.class);
    private long size;

    public Hashing(Collection<Algorithm> algorithms) {
        algorithms.forEach(algorithm -> digests.put(algorithm, algorithm.fresh()));
    }

    /** Digests of a small content in memory. */
    public static Digests of(byte[] content, Set<Algorithm> algorithms) {
        try (Hashing hashing = new Hashing(algorithms)) {
            hashing.write(content, 0, content.length);
            return hashing.digests();
        }
    }

    /**
     * Reads to the end; stops early when the thread is interrupted.
     *
     * @throws java.io.InterruptedIOException if interrupted; the thread stays interrupted
     */
    public static Digests of(InputStream content, Set<Algorithm> algorithms) throws IOException {
        try (Hashing hashing = new Hashing(algorithms)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new java.io.InterruptedIOException("interrupted while hashing");
                }
                hashing.write(buffer, 0, read);
            }
            return hashing.digests();
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        digests.values().forEach(digest -> digest.update(bytes, offset, length));
        size += length;
    }

    /** Nothing is held open. */
    @Override
    public void close() {
        digests.values().forEach(MessageDigest::reset);
    }

    /** Of all that was written; begins anew. */
    public Digests digests() {
        Map<Algorithm, String> values = new EnumMap<>(Algorithm.class);
        digests.forEach(
                (algorithm, digest) -> values.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        Digests result = new Digests(size, values);
        size = 0;
        return result;
    }
}
