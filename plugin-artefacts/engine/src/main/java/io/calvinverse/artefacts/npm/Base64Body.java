package io.calvinverse.artefacts.npm;

import io.calvinverse.artefacts.transport.Body;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Another body in Base64 (RFC 4648 §4), on one line. */
record Base64Body(Body plain) implements Body {

    /** A multiple of three, so that only the last portion is padded. */
    private static final int PORTION = 3 * 16 * 1024;

    @Override
    public long length() {
        return (plain.length() + 2) / 3 * 4;
    }

    @Override
    public InputStream open() throws IOException {
        return new Encoded(plain.open());
    }

    private static final class Encoded extends InputStream {
        private final InputStream plain;
        private byte[] portion = new byte[0];
        private int at;

        Encoded(InputStream plain) {
            this.plain = plain;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at == portion.length) {
                portion = Base64.getEncoder().encode(plain.readNBytes(PORTION));
                at = 0;
                if (portion.length == 0) {
                    return -1;
                }
            }
            int count = Math.min(length, portion.length - at);
            System.arraycopy(portion, at, bytes, offset, count);
            at += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }
}
