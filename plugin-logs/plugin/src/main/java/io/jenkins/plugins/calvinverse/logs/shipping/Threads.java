package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.ImpersonatingScheduledExecutorService;

/** The clockwork, which does what takes milliseconds, and another one that may wait for answers. */
final class Threads implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Threads.class.getName());

    private static final long PATIENCE = 30;

    private final ScheduledExecutorService clockwork = one("clockwork");
    private final ScheduledExecutorService waiting = one("waiting");

    private static ScheduledExecutorService one(String name) {
        return new ImpersonatingScheduledExecutorService(
                Executors.newSingleThreadScheduledExecutor(
                        new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-logs-" + name)),
                ACL.SYSTEM2);
    }

    void every(long millis, Runnable work) {
        clockwork.scheduleWithFixedDelay(() -> safely(work), millis, millis, TimeUnit.MILLISECONDS);
    }

    void clockwork(Runnable work) {
        hand(clockwork, work);
    }

    /** Waits until it is done; that takes milliseconds, unless the disk hangs. */
    <T> T clockworkNow(Callable<T> work) throws IOException, InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        clockwork(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("The disk of what waits to be shipped does not answer", e);
        }
    }

    void waiting(Runnable work) {
        hand(waiting, work);
    }

    private static void hand(ScheduledExecutorService to, Runnable work) {
        try {
            to.execute(() -> safely(work));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins is shutting down; what is left is found after its next start", e);
        }
    }

    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.WARNING, "Something about the shipping of logs failed; the rest goes on", e);
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        waiting.shutdownNow();
    }
}
