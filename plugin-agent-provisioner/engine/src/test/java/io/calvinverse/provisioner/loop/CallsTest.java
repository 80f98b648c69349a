package io.calvinverse.provisioner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HandClock clock = new HandClock();
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Calls calls = new Calls(clock, inbox::add, LIMIT);
    private final List<String> outcomes = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        executor.shutdownNow();
        assertTrue(executor.awaitTermination(30, TimeUnit.SECONDS));
    }

    private <T> void start(String key, String kind, Callable<T> body) {
        start(executor, key, kind, body);
    }

    private <T> void start(Executor on, String key, String kind, Callable<T> body) {
        calls.start(on, key, kind, clock.instant(), body, new Calls.Outcome<>() {
            @Override
            public void done(T value) {
                outcomes.add(kind + " " + value);
            }

            @Override
            public void failed(Exception cause) {
                String why = cause instanceof ProviderException p ? p.kind() + " " + p.getMessage() : cause.toString();
                outcomes.add(kind + " failed " + why);
            }
        });
    }

    private void answer() throws InterruptedException {
        inbox.take().run();
    }

    private boolean free(String kind) {
        return calls.free("m", kind, clock.instant());
    }

    @Test
    void oneCallPerKeyAtATime() throws InterruptedException {
        Semaphore go = new Semaphore(0);
        start("m", "create", () -> {
            go.acquire();
            return "made";
        });
        assertFalse(free("create"));
        assertFalse(free("destroy"));
        assertTrue(calls.free("other", "create", clock.instant()));
        go.release();
        answer();
        assertEquals(List.of("create made"), outcomes);
        assertTrue(free("create"));
    }

    @Test
    void failuresPauseLongerAndLongerUpToAMinute() throws InterruptedException {
        for (int pause : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertTrue(free("create"));
            start("m", "create", () -> {
                throw new IllegalStateException("broken");
            });
            answer();
            clock.pass(Duration.ofSeconds(pause).minusMillis(1));
            assertFalse(free("create"));
            assertTrue(free("destroy"), "another kind does not wait");
            clock.pass(Duration.ofMillis(1));
        }
        assertEquals("create failed java.lang.IllegalStateException: broken", outcomes.get(0));
        start("m", "create", () -> "made");
        answer();
        assertTrue(free("create"), "nothing is held against it after a success");
    }

    @Test
    void aHangIsInterruptedAndItsLateAnswerIgnored() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Semaphore late = new Semaphore(0);
        start("m", "create", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            late.acquire();
            return "late";
        });
        begun.await();
        clock.pass(LIMIT);
        calls.expire(clock.instant());
        assertEquals(List.of(), outcomes);
        clock.pass(Duration.ofMillis(1));
        calls.expire(clock.instant());
        assertEquals(List.of("create failed UNAVAILABLE create was not answered within 60 s"), outcomes);
        interrupted.await();
        clock.seconds(1);
        start("m", "create", () -> "second");
        late.release();
        answer();
        answer();
        assertEquals(
                List.of("create failed UNAVAILABLE create was not answered within 60 s", "create second"), outcomes);
    }

    @Test
    void theInterruptDoesNotHitTheNextCall() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        start("m", "create", () -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
        begun.await();
        clock.pass(LIMIT.plusMillis(1));
        calls.expire(clock.instant());
        start("n", "destroy", () -> Thread.currentThread().isInterrupted());
        while (outcomes.size() < 2) {
            answer();
        }
        assertEquals("destroy false", outcomes.get(1));
    }

    @Test
    void waitingForAThreadIsNotHeldAgainstACall() throws InterruptedException {
        Semaphore go = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(1);
        start("m", "create", () -> {
            begun.countDown();
            go.acquire();
            return "first";
        });
        begun.await();
        start("n", "create", () -> "second");
        clock.pass(LIMIT);
        go.release();
        answer();
        answer();
        calls.expire(clock.instant());
        assertEquals(List.of("create first", "create second"), outcomes);
    }

    @Test
    void aFullExecutorIsAFailureLikeOthers() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        start(full, "m", "create", () -> "made");
        assertEquals(List.of("create failed UNAVAILABLE too many calls are waiting"), outcomes);
        assertFalse(calls.free("m", "create", clock.instant()));
        clock.seconds(1);
        assertTrue(calls.free("m", "create", clock.instant()));
    }

    @Test
    void anErrorIsAnAnswerThatNeverComes() throws InterruptedException {
        start("m", "create", () -> {
            throw new NoClassDefFoundError("x");
        });
        start("n", "create", () -> "after");
        answer();
        assertEquals(List.of("create after"), outcomes);
        clock.pass(LIMIT.plusMillis(1));
        calls.expire(clock.instant());
        assertEquals(2, outcomes.size());
        assertTrue(outcomes.get(1).startsWith("create failed UNAVAILABLE"), outcomes.get(1));
    }

    @Test
    void afterTheStopNothingIsReported() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        start("m", "create", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return "never";
        });
        begun.await();
        calls.stop();
        interrupted.await();
        executor.shutdown();
        assertTrue(executor.awaitTermination(30, TimeUnit.SECONDS));
        inbox.forEach(Runnable::run);
        assertEquals(List.of(), outcomes);
    }

    @Test
    void whatDoesNotMatterAnyMoreIsForgotten() throws InterruptedException {
        start("m", "create", () -> {
            throw new IllegalStateException("broken");
        });
        answer();
        calls.retain(key -> true);
        assertFalse(free("create"));
        calls.retain(key -> false);
        assertTrue(free("create"));
    }
}
