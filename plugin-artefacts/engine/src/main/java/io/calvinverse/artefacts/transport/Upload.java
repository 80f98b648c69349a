package io.calvinverse.artefacts.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Opens a body for the HTTP client and counts what it takes; remembers what went wrong while reading, which the client hides. */
final class Upload implements Supplier<InputStream> {
    private final Body body;
    private final Tally tally;
    private volatile InputStream open;
    private volatile IOException failure;

    Upload(Body body, Tally tally) {
        this.body = body;
        this.tally = tally;
    }

    IOException failure() {
        return failure;
    }

    void close() throws IOException {
        InputStream stream = open;
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public InputStream get() {
        try {
            open = new Counted(body.open());
            return open;
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(e);
        }
    }

    private final class Counted extends FilterInputStream {
        private boolean closed;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("given up");
            }
            try {
                int read = super.read(bytes, offset, length);
                if (read > 0) {
                    tally.sent(read);
                }
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            super.close();
        }
    }
}
