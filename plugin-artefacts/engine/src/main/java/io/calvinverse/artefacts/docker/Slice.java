package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.transport.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A part of a file.
 *
 * @param offset of its first byte
 */
record Slice(Path file, long offset, long length) implements Body {

    /** From that byte on, so many. */
    static Body of(Body whole, long from, long count) {
        return new Body() {
            @Override
            public long length() {
                return count;
            }

            @Override
            public InputStream open() throws IOException {
                InputStream stream = whole.open();
                stream.skipNBytes(from);
                return new Limited(stream, count, "what is to be sent");
            }
        };
    }

    @Override
    public InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(offset);
        return new Limited(Channels.newInputStream(channel), length, file.toString());
    }

    private static final class Limited extends InputStream {
        private final InputStream in;
        private final String what;
        private long left;

        Limited(InputStream in, long left, String what) {
            this.in = in;
            this.left = left;
            this.what = what;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new ArtefactException(what + " became shorter while it was being published");
            }
            left -= read;
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
