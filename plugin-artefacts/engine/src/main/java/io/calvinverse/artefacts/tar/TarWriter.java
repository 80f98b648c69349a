package io.calvinverse.artefacts.tar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes files into a tar (ustar), without times and owners, so that the same files give the same bytes. For one thread. */
public final class TarWriter {

    private static final byte[] ZEROS = new byte[1024];
    private static final int LONGEST_NAME = 100;
    private static final long LARGEST_OCTAL = 0_77777777777L;

    private final OutputStream out;
    private long left;
    private long padding;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins a file of that size; exactly that many bytes must be written to {@link #content} before the next call. */
    public void begin(String name, long size) throws IOException {
        finish();
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (text.length > LONGEST_NAME) {
            throw new IllegalArgumentException("a name of more than " + LONGEST_NAME + " bytes: " + name);
        }
        byte[] block = new byte[512];
        System.arraycopy(text, 0, block, 0, text.length);
        put(block, 100, "0000644\0");
        put(block, 108, "0000000\0");
        put(block, 116, "0000000\0");
        size(block, size);
        put(block, 136, "00000000000\0");
        put(block, 148, "        ");
        block[156] = '0';
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        out.write(block);
        left = size;
        padding = (512 - size % 512) % 512;
    }

    /** Beyond 8 GiB in GNU's binary form, which all readers of images know. */
    private static void size(byte[] block, long size) {
        if (size <= LARGEST_OCTAL) {
            put(block, 124, String.format("%011o\0", size));
            return;
        }
        block[124] = (byte) 0x80;
        for (int i = 0; i < 8; i++) {
            block[135 - i] = (byte) (size >>> 8 * i);
        }
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** Where the content of the file at hand goes; closing it does nothing. */
    public OutputStream content() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > left) {
                    throw new IOException("more than the announced bytes for a file in a tar");
                }
                out.write(bytes, offset, length);
                left -= length;
            }
        };
    }

    /** A small file. */
    public void file(String name, byte[] content) throws IOException {
        begin(name, content.length);
        content().write(content);
    }

    /** The end of the tar; the stream stays open. */
    public void end() throws IOException {
        finish();
        out.write(ZEROS);
    }

    private void finish() throws IOException {
        if (left != 0) {
            throw new IOException("fewer than the announced bytes for a file in a tar");
        }
        out.write(ZEROS, 0, (int) padding);
        padding = 0;
    }
}
