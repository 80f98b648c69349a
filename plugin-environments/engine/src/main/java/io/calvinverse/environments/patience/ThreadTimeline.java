package io.calvinverse.environments.patience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A timeline on a thread. */
public final class ThreadTimeline implements Timeline {

    private static final Logger LOG = Logger.getLogger(ThreadTimeline.class.getName());

    private final ScheduledExecutorService thread;
    private final Clock clock;

    /** @param thread of exactly one thread; who made it ends it */
    public ThreadTimeline(ScheduledExecutorService thread, Clock clock) {
        this.thread = thread;
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable what) {
        after(Duration.ZERO, what);
    }

    @Override
    public Runnable after(Duration delay, Runnable what) {
        try {
            Future<?> planned =
                    thread.schedule(() -> guarded(what), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "the timeline has ended", e);
            return () -> {};
        }
    }

    /** A scheduled executor would swallow it. */
    private static void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "a step on a timeline failed in a way nobody foresaw", e);
            throw e;
        }
    }
}
