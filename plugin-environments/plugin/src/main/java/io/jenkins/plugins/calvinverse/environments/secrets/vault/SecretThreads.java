package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of secrets, however many blocks are open or wait: one on which everything that has state happens, a few for what
 * waits for an answer (logins, credentials of other stores, connections), one that writes to logs of builds.
 */
final class SecretThreads implements AutoCloseable {
    private static final int WAITING = 8;

    private final ScheduledExecutorService timeline = Executors.newSingleThreadScheduledExecutor(named("timeline"));
    private final ThreadPoolExecutor requests = pool(WAITING, "requests");
    private final ThreadPoolExecutor news = pool(1, "news");

    private static ThreadPoolExecutor pool(int threads, String what) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(what));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static NamingThreadFactory named(String what) {
        return new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-secrets-" + what);
    }

    ScheduledExecutorService timeline() {
        return timeline;
    }

    ExecutorService requests() {
        return requests;
    }

    ExecutorService news() {
        return news;
    }

    @Override
    public void close() {
        timeline.shutdownNow();
        requests.shutdownNow();
        news.shutdown();
    }
}
