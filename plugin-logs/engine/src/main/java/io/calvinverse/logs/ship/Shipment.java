package io.calvinverse.logs.ship;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.enrich.LineRecords;
import io.calvinverse.logs.spool.Cursor;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.logs.tail.Progress;
import io.calvinverse.logs.tail.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One build on its way to one target. What is confirmed moves on only without gaps; when a batch fails, reading goes back
 * to what is confirmed, and what was sent after the failed one is sent again. One thread.
 */
final class Shipment {

    /** A batch that was sent, and how far reading was after it. */
    static final class Sent {
        private final int bytes;
        private final Progress after;
        private boolean confirmed;
        private boolean counted = true;

        private Sent(int bytes, Progress after) {
            this.bytes = bytes;
            this.after = after;
        }
    }

    private final SpooledBuild build;
    private final String target;
    private final Tail tail;
    private final LineRecords records;
    private final Deque<Sent> outstanding = new ArrayDeque<>();
    private Progress confirmed;
    private boolean read;
    private boolean saved = true;
    private boolean complete;
    private long savedAt = Long.MIN_VALUE;

    Shipment(SpooledBuild build, String target, LineRecords records, ByteBuffer buffer) {
        this.build = build;
        this.target = target;
        this.records = records;
        Cursor cursor = build.cursor(target);
        confirmed = cursor.progress();
        complete = cursor.complete();
        tail = new Tail(build.files(), confirmed, buffer);
    }

    SpooledBuild build() {
        return build;
    }

    boolean complete() {
        return complete;
    }

    /** The next lines, empty when there are none at present. */
    Batch next(ShipLimits limits) throws IOException {
        Batch batch = new Batch(build.key(), build.facts());
        // Asked before reading: what is written before the end is then read for certain.
        boolean ended = build.ended();
        read = tail.read(ended, line -> {
            records.add(line, batch);
            return batch.size() < limits.batchBytes() && batch.records().size() < limits.batchLines();
        });
        return batch;
    }

    Sent sent(Batch batch) {
        Sent sent = new Sent(batch.size(), tail.progress());
        outstanding.add(sent);
        return sent;
    }

    /** Returns how many bytes are outstanding no more. */
    int confirmed(Sent sent) {
        sent.confirmed = true;
        while (!outstanding.isEmpty() && outstanding.peekFirst().confirmed) {
            confirmed = outstanding.removeFirst().after;
            saved = false;
        }
        return discount(sent);
    }

    /** Returns how many bytes are outstanding no more. */
    int failed(Sent sent) {
        if (outstanding.contains(sent)) {
            outstanding.clear();
            tail.rewind(confirmed);
            read = false;
        }
        return discount(sent);
    }

    private static int discount(Sent sent) {
        int bytes = sent.counted ? sent.bytes : 0;
        sent.counted = false;
        return bytes;
    }

    /** Puts on disk what is confirmed, when it is time or the log is complete. */
    void save(long now, long pause) throws IOException {
        boolean all = read && outstanding.isEmpty();
        if (complete || saved && !all || !all && now < savedAt + pause && now >= savedAt) {
            return;
        }
        savedAt = now;
        // At its end a log has only a few bytes more than what is confirmed: line ends, console notes.
        build.confirmed(target, new Cursor(all ? tail.progress() : confirmed, all));
        saved = true;
        complete = all;
    }

    /** Bytes of the log that are not confirmed. */
    long lag() {
        return complete ? 0 : Math.max(0, build.length() - confirmed.position());
    }

    /** Lines confirmed. */
    long lines() {
        return confirmed.sequence();
    }

    /** When the oldest byte that is not confirmed was first seen, in milliseconds since 1970; -1 for before anybody looked. */
    long oldest(long now) {
        return build.sightings().timeOf(Math.min(confirmed.position() + 1, build.length()), now);
    }

    int generation() {
        return tail.generation();
    }
}
