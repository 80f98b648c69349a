package io.calvinverse.artefacts.publish;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Does tasks, a bounded number at once; the first failure or an interrupt ends the others too, and waits until they have ended. */
final class Crew {

    /** How long all that was cancelled may take to end; what hangs longer ends by itself, without anybody waiting for it. */
    private static final int PATIENCE_SECONDS = 2;

    private final Executor threads;
    private final int parallel;

    Crew(Executor threads, int parallel) {
        this.threads = threads;
        this.parallel = parallel;
    }

    /** Results in the order of the tasks. */
    <T> List<T> all(Collection<? extends Callable<T>> tasks) throws IOException, InterruptedException {
        BlockingQueue<Future<T>> ended = new LinkedBlockingQueue<>();
        Semaphore left = new Semaphore(0);
        List<Job<T>> jobs = new ArrayList<>();
        tasks.forEach(task -> jobs.add(new Job<>(task, ended, left)));
        Deque<Job<T>> waiting = new ArrayDeque<>(jobs);
        Set<Job<T>> running = new HashSet<>();
        try {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                while (!waiting.isEmpty() && running.size() < parallel) {
                    Job<T> next = waiting.remove();
                    running.add(next);
                    threads.execute(next);
                }
                Future<T> one = ended.take();
                running.remove(one);
                one.get();
            }
            List<T> results = new ArrayList<>();
            for (Job<T> job : jobs) {
                results.add(job.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            running.forEach(job -> job.cancel(true));
            awaitEnd(left, jobs.size() - waiting.size());
        }
    }

    private static boolean awaitEnd(Semaphore left, int started) {
        try {
            return left.tryAcquire(started, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static IOException failure(Throwable cause) throws IOException, InterruptedException {
        if (cause instanceof InterruptedException || cause instanceof java.io.InterruptedIOException) {
            InterruptedException interrupted = new InterruptedException("interrupted while publishing");
            interrupted.initCause(cause);
            throw interrupted;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        throw cause instanceof CancellationException ? (CancellationException) cause : new IllegalStateException(cause);
    }

    /** Tells when its thread has really left it, which a cancelled future does not. */
    private static final class Job<T> extends FutureTask<T> {
        private final BlockingQueue<Future<T>> ended;
        private final Semaphore left;

        Job(Callable<T> task, BlockingQueue<Future<T>> ended, Semaphore left) {
            super(task);
            this.ended = ended;
            this.left = left;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                left.release();
            }
        }

        @Override
        protected void done() {
            ended.add(this);
        }
    }
}
