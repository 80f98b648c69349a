package io.calvinverse.artefacts.transport;

import io.calvinverse.artefacts.repository.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what moves in one try, in both directions, and passes on what is received. */
final class Tally {
    private final OutputStream into;
    private final Progress progress;
    private final AtomicLong moved = new AtomicLong();
    private volatile boolean written;

    Tally(OutputStream into, Progress progress) {
        this.into = into;
        this.progress = progress;
    }

    void sent(int bytes) {
        moved.addAndGet(bytes);
        progress.moved(bytes);
    }

    /** A part of an answer that is kept in memory. */
    void received(int bytes) {
        moved.addAndGet(bytes);
    }

    boolean streams() {
        return into != null;
    }

    void write(byte[] bytes) throws IOException {
        written = true;
        into.write(bytes);
        moved.addAndGet(bytes.length);
        progress.moved(bytes.length);
    }

    long moved() {
        return moved.get();
    }

    /** Whether bytes were passed on: then a retry would pass them on twice. */
    boolean written() {
        return written;
    }
}
