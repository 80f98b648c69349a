package io.calvinverse.artefacts.artefact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A file that is to be published. Its digests are computed once: before it is sent, when somebody asks for them, or while it is sent.
 * A file that changes meanwhile is refused. Thread-safe.
 */
public final class Content {

    private final Path file;
    private final long size;
    private final Set<Algorithm> algorithms;
    private Digests digests;

    private Content(Path file, long size, Set<Algorithm> algorithms) {
        this.file = file;
        this.size = size;
        this.algorithms = algorithms;
    }

    /** @throws IOException if there is no such readable, regular file */
    public static Content of(Path file, Format format) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(file + " is no file that can be read");
        }
        return new Content(file, Files.size(file), format.algorithms());
    }

    public Path file() {
        return file;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Reads the file the first time, unless it was sent already. */
    public Digests digests() throws IOException {
        Digests known = known();
        if (known != null) {
            return known;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            Digests computed = Hashing.of(stream, algorithms);
            settle(computed);
            return computed;
        }
    }

    /** The content from its beginning; when it was read to its end, its digests are known. */
    public InputStream open() throws IOException {
        return new Hashed(Files.newInputStream(file), new Hashing(algorithms));
    }

    private synchronized Digests known() {
        return digests;
    }

    private synchronized void settle(Digests computed) throws IOException {
        if (computed.size() != size || digests != null && !digests.equals(computed)) {
            throw new ArtefactException(file + " changed while it was being published: it had " + size + " bytes, now "
                    + computed.brief() + "; let the build finish writing it first");
        }
        digests = computed;
    }

    private final class Hashed extends FilterInputStream {
        private final Hashing hashing;
        private boolean ended;

        Hashed(InputStream in, Hashing hashing) {
            super(in);
            this.hashing = hashing;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                hashing.write(bytes, offset, read);
            } else if (read < 0 && !ended) {
                ended = true;
                settle(hashing.digests());
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 8192)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
