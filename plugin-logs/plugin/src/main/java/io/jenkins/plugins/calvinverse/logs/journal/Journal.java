package io.jenkins.plugins.calvinverse.logs.journal;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes records of the controller's own and writes them to files that are shipped like builds' logs. Whoever logs never
 * waits: when the journal cannot follow, records are dropped, counted, and the count is one of the next records.
 */
final class Journal {
    private static final Logger LOGGER = Logger.getLogger(Journal.class.getName());
    private static final int MOST = 10_000;

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong dropped = new AtomicLong();
    private final JournalFiles files = new JournalFiles();
    private final ThreadFactory threads =
            new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-logs-journal");
    private Thread thread;

    synchronized void start() {
        if (thread == null) {
            thread = threads.newThread(this::write);
            thread.start();
        }
    }

    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    /** Any thread; at once. */
    void add(Entry entry) {
        if (!queue.offer(entry)) {
            dropped.incrementAndGet();
        }
    }

    private void write() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Entry entry = queue.poll(1, TimeUnit.SECONDS);
                if (entry == null) {
                    files.rest();
                } else {
                    write(entry);
                    long lost = dropped.getAndSet(0);
                    if (lost > 0) {
                        write(new Entry(
                                entry.time(),
                                lost
                                        + " records of the controller were dropped: they came faster than they can be"
                                        + " written",
                                Map.of("kind", "controller", "dropped", lost)));
                    }
                }
            }
        } catch (InterruptedException e) {
            // It was stopped.
        } finally {
            files.close();
        }
    }

    private void write(Entry entry) throws InterruptedException {
        try {
            files.append(entry.line());
        } catch (IOException | RuntimeException e) {
            dropped.incrementAndGet();
            LOGGER.log(Level.FINE, "A record of the controller could not be written", e);
        }
    }
}
