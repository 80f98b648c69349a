package io.calvinverse.artefacts.artefact;

import java.io.IOException;
import java.io.OutputStream;

/** Passes on what is written to it and computes its digests. Closing it leaves the other stream open. For one thread at a time. */
public final class HashedOutput extends OutputStream {
    private final OutputStream out;
    private final Hashing hashing;

    public HashedOutput(OutputStream out, Hashing hashing) {
        this.out = out;
        this.hashing = hashing;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        hashing.write(bytes, offset, length);
    }

    /** Of what was written so far. */
    public Digests digests() {
        return hashing.digests();
    }
}
