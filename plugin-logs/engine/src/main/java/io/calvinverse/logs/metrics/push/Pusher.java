package io.calvinverse.logs.metrics.push;

import io.calvinverse.logs.metrics.LineProtocol;
import io.calvinverse.logs.metrics.Point;
import io.calvinverse.logs.ship.Retry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Sends points, at least once: from memory to disk with each tick, from there to the server, and off the disk when the server
 * has taken them. A point that is sent twice replaces itself there.
 */
public final class Pusher {
    /** Points in memory between two ticks. */
    static final int IN_MEMORY = 20_000;

    private static final int AT_ONCE = 2_000;

    private static final String FULL =
            "metrics cannot be kept on disk until they are sent; free space, or check the rights: ";

    private final Wire wire;
    private final DiskBuffer buffer;
    private final Retry retry;
    private final ArrayBlockingQueue<Point> arrived = new ArrayBlockingQueue<>(IN_MEMORY);
    private final AtomicLong overflow = new AtomicLong();

    /** Lines that are off the queue and not on disk, because that failed. */
    private final List<String> unsaved = new ArrayList<>();

    private volatile String trouble = "";
    private volatile String diskTrouble = "";
    private volatile String lastRefusal = "";
    private volatile long waitingBytes;
    private volatile long lost;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param directory where lines wait; nobody else uses it
     * @param authorization value of the header {@code Authorization}, asked for with each request; null for none
     * @throws IOException when the directory cannot be used
     */
    public Pusher(PushSettings settings, Path directory, HttpClient client, Supplier<String> authorization, Retry retry)
            throws IOException {
        this(new Delivery(client, settings, authorization), directory, settings.most(), retry);
    }

    Pusher(Wire wire, Path directory, long most, Retry retry) throws IOException {
        this.wire = wire;
        this.buffer = new DiskBuffer(directory, most);
        this.retry = retry;
        this.waitingBytes = buffer.bytes();
    }

    /** Takes a point at once, or counts it as lost when too many came since the last tick. Any thread. */
    public void offer(Point point) {
        if (!arrived.offer(point)) {
            overflow.incrementAndGet();
        }
    }

    /** Takes a point, and waits for room as long as it may. Any thread that may wait. */
    public boolean offer(Point point, long millis) throws InterruptedException {
        return arrived.offer(point, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Does what is to do now, with one request for the oldest piece on disk. One thread, again and again.
     *
     * @return whether more could be sent at once
     */
    public boolean tick() throws InterruptedException {
        String unsaved = "";
        try {
            save();
        } catch (IOException e) {
            // Sending goes on: it makes room.
            unsaved = FULL + e;
        }
        try {
            return retry.due() && sendOldest();
        } catch (IOException e) {
            unsaved = FULL + e;
            return false;
        } finally {
            diskTrouble = unsaved;
            waitingBytes = buffer.bytes();
            lost = buffer.lost();
        }
    }

    /** Puts on disk what is in memory, say before the controller stops. The same thread. */
    public void save() throws IOException {
        do {
            buffer.add(unsaved);
            List<Point> points = new ArrayList<>();
            arrived.drainTo(points, AT_ONCE);
            points.stream()
                    .map(LineProtocol::line)
                    .filter(line -> !line.isEmpty())
                    .forEach(unsaved::add);
        } while (!unsaved.isEmpty());
    }

    private boolean sendOldest() throws IOException, InterruptedException {
        byte[] lines = buffer.oldest();
        if (lines.length == 0) {
            return false;
        }
        Verdict verdict = send(lines);
        if (verdict.fate() == Verdict.Fate.AGAIN) {
            trouble = verdict.reason();
            retry.failed();
            return false;
        }
        buffer.drop();
        trouble = "";
        retry.succeeded();
        return true;
    }

    private Verdict send(byte[] lines) throws InterruptedException {
        Verdict verdict = wire.send(lines);
        long count = new String(lines, StandardCharsets.UTF_8).lines().count();
        switch (verdict.fate()) {
            case TAKEN -> sent.addAndGet(count);
            case REFUSED -> refuse(count, verdict);
            case TOO_LARGE -> {
                return count > 1 ? halves(lines) : refuse(count, verdict);
            }
            case AGAIN -> {
                // It stays on disk.
            }
        }
        return verdict;
    }

    private Verdict refuse(long count, Verdict verdict) {
        refused.addAndGet(count);
        lastRefusal = verdict.reason();
        return verdict;
    }

    private Verdict halves(byte[] lines) throws InterruptedException {
        int cut = middle(lines);
        Verdict first = send(Arrays.copyOfRange(lines, 0, cut));
        return first.fate() == Verdict.Fate.AGAIN ? first : send(Arrays.copyOfRange(lines, cut, lines.length));
    }

    /** Begin of a line as near to the middle as may be, of at least two lines. */
    private static int middle(byte[] lines) {
        int half = lines.length / 2;
        for (int i = half; i < lines.length - 1; i++) {
            if (lines[i] == '\n') {
                return i + 1;
            }
        }
        int i = half;
        while (lines[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    /** Any thread. */
    public PushStatus status() {
        return new PushStatus(
                diskTrouble.isEmpty() ? trouble : diskTrouble,
                waitingBytes,
                arrived.size(),
                sent.get(),
                refused.get(),
                lastRefusal,
                lost + overflow.get());
    }
}
