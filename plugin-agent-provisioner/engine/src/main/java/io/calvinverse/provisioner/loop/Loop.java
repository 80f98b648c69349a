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

/** The thread of a {@link Reconciler}: a round when woken, after a short wait for more to happen, and once a second. */
public final class Loop implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Loop.class.getName());
    private static final long DEBOUNCE_MILLIS = 20;
    private static final long TICK_MILLIS = 1_000;

    private final Reconciler reconciler;
    private final Thread thread;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
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
            long left = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
            while (!woken && !stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (woken && !stopped) {
                long pause = TimeUnit.MILLISECONDS.toNanos(DEBOUNCE_MILLIS);
                while (pause > 0 && !stopped) {
                    pause = changed.awaitNanos(pause);
                }
            }
            woken = false;
            return !stopped;
        } catch (InterruptedException e) {
            return !stopped;
        } finally {
            lock.unlock();
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
