package io.calvinverse.artefacts.transport;

import java.io.IOException;
import java.io.InputStream;

/** Opened at the first read. */
final class Lazy extends InputStream {
    private final Body body;
    private InputStream stream;

    Lazy(Body body) {
        this.body = body;
    }

    private InputStream stream() throws IOException {
        if (stream == null) {
            stream = body.open();
        }
        return stream;
    }

    @Override
    public int read() throws IOException {
        return stream().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return stream().read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
