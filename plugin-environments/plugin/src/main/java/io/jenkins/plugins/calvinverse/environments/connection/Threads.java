package io.jenkins.plugins.calvinverse.environments.connection;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of this plugin, however many environments and builds there are: one that starts requests, and a few that
 * wait for answers. What waits longer than an answer takes is scheduled again instead.
 */
final class Threads implements AutoCloseable {
    private static final int WAITING = 16;

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(named("watches"));
    private final ThreadPoolExecutor requests = new ThreadPoolExecutor(
            WAITING, WAITING, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("requests"));

    Threads() {
        requests.allowCoreThreadTimeOut(true);
    }

    private static NamingThreadFactory named(String what) {
        return new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-environments-" + what);
    }

    /** For what takes microseconds. */
    ScheduledExecutorService clockwork() {
        return clockwork;
    }

    /** For what waits for an answer. */
    ExecutorService requests() {
        return requests;
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        requests.shutdownNow();
    }
}
