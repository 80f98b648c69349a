package io.calvinverse.logs.ship;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs rounds in a thread of its own: at once when woken or when there is more to do, otherwise each tick. */
public final class ShipperLoop implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ShipperLoop.class.getName());

    private final BooleanSupplier round;
    private final long tick;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param round returns whether there is more to do at once
     * @param tick the longest pause between two rounds
     */
    public ShipperLoop(BooleanSupplier round, Duration tick, ThreadFactory threads) {
        this.round = round;
        this.tick = tick.toMillis();
        this.thread = threads.newThread(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Any thread; returns at once. */
    public void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void run() {
        while (!closed) {
            try {
                boolean more = round.getAsBoolean();
                if (!more && woken.tryAcquire(tick, TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // An error, too: a thread that is gone would ship nothing more, and nobody would be told.
                LOGGER.log(Level.SEVERE, "A round of shipping failed; the next one follows", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (woken.tryAcquire(tick, TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Ends after the round under way, which is not waited for longer than this. */
    public void close(Duration patience) throws InterruptedException {
        closed = true;
        wake();
        thread.join(patience.toMillis());
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
