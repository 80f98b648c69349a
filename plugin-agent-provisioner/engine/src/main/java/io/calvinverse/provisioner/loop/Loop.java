package io.calvinverse.provisioner.loop;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The thread of a {@link Reconciler}: a round soon after it was woken, one more after that, and one each second. Rounds
 * keep a distance from each other, so that a fleet that is woken all the time does not take the machine for itself.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Loop.class.getName());
    /** A wait for more to happen. */
    private static final long GATHER_MILLIS = 5;
    /** After a round; with the other, from the end of a round to the start of the next one. */
    private static final long REST_MILLIS = 15;

    private static final long TICK_MILLIS = 1_000;

    private final Reconciler reconciler;
    private final Thread thread;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    /** What the last round was woken for may have come into sight only after it looked. */
    private boolean onceMore;

    private boolean stopped;

    /** Starts at once. */
    public Loop(Reconciler reconciler, ThreadFactory threads) {
        this.reconciler = reconciler;
        this.thread = threads.newThread(this::run);
        this.thread.start();
    }

    /** Something happened that a round should look at. Any thread; returns at once. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (await()) {
            try {
                reconciler.round();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "A round of the fleet failed; the next one starts from what is committed", e);
            }
        }
    }

    private boolean await() {
        lock.lock();
        try {
            pause(REST_MILLIS);
            long left = TimeUnit.MILLISECONDS.toNanos(onceMore ? GATHER_MILLIS : TICK_MILLIS);
            while (!woken && !stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (woken) {
                pause(GATHER_MILLIS);
            }
            onceMore = woken;
            woken = false;
            return !stopped;
        } catch (InterruptedException e) {
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        while (left > 0 && !stopped) {
            left = changed.awaitNanos(left);
        }
    }

    /** Ends the loop after the round under way and closes the journal. Machines stay as they are. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            stopped = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reconciler.close();
    }
}
