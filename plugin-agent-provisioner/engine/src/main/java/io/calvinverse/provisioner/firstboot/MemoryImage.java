package io.calvinverse.provisioner.firstboot;

import com.github.stephenc.javaisotools.sabre.DataReference;
import com.github.stephenc.javaisotools.sabre.Element;
import com.github.stephenc.javaisotools.sabre.Fixup;
import com.github.stephenc.javaisotools.sabre.HandlerException;
import com.github.stephenc.javaisotools.sabre.StreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes a disk image in memory: what is on a medium must not lie about on the controller's disk. */
final class MemoryImage implements StreamHandler {
    private byte[] bytes = new byte[1 << 19];
    private int length;

    /** What was written, once it is complete. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void data(DataReference reference) throws HandlerException {
        byte[] data = read(reference);
        room(data.length);
        System.arraycopy(data, 0, bytes, length, data.length);
        length += data.length;
    }

    @Override
    public Fixup fixup(DataReference reference) throws HandlerException {
        int at = length;
        data(reference);
        return new Later(at, length - at);
    }

    @Override
    public long mark() {
        return length;
    }

    @Override
    public void startDocument() {}

    @Override
    public void startElement(Element element) {}

    @Override
    public void endElement() {}

    @Override
    public void endDocument() {}

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private static byte[] read(DataReference reference) throws HandlerException {
        try (InputStream in = reference.createInputStream()) {
            byte[] data = in.readNBytes(Math.toIntExact(reference.getLength()));
            return Arrays.copyOf(data, Math.toIntExact(reference.getLength()));
        } catch (IOException e) {
            throw new HandlerException(e);
        }
    }

    /** A place whose content is known only later. */
    private final class Later implements Fixup {
        private final int at;
        private final int size;
        private boolean closed;

        Later(int at, int size) {
            this.at = at;
            this.size = size;
        }

        @Override
        public void data(DataReference reference) throws HandlerException {
            byte[] data = read(reference);
            if (closed || data.length > size) {
                throw new HandlerException("there is no room for " + data.length + " bytes at " + at);
            }
            ByteBuffer.wrap(bytes).position(at).put(data);
        }

        @Override
        public Fixup fixup(DataReference reference) throws HandlerException {
            data(reference);
            return this;
        }

        @Override
        public long mark() {
            return at;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }
    }
}
