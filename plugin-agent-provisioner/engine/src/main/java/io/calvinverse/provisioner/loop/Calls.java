package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The calls that are under way: one at a time per key, repeated with a growing pause while they fail, given up and
 * interrupted when they take too long. All methods are the loop's; the bodies run on executors.
 */
final class Calls {
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final InstantSource clock;
    private final Consumer<Runnable> inbox;
    private final Duration limit;
    private final Map<String, Call<?>> calls = new HashMap<>();

    /** @param inbox takes what is to be run on the loop's thread; thread-safe */
    Calls(InstantSource clock, Consumer<Runnable> inbox, Duration limit) {
        this.clock = clock;
        this.inbox = inbox;
        this.limit = limit;
    }

    /** What becomes of a call. Exactly one method is called, on the loop's thread. */
    interface Outcome<T> {
        void done(T value);

        void failed(Exception cause);
    }

    /** Whether a call of that key and kind may be made now. */
    boolean free(String key, String kind, Instant now) {
        Call<?> call = calls.get(key);
        return call == null || call.task == null && (!call.kind.equals(kind) || !now.isBefore(call.notBefore));
    }

    /** Makes a call on an executor; {@link #free} was asked before. */
    <T> void start(Executor executor, String key, String kind, Instant now, Callable<T> body, Outcome<T> outcome) {
        Call<?> before = calls.get(key);
        int attempt = before != null && before.kind.equals(kind) ? before.attempt + 1 : 1;
        Call<T> call = new Call<>(kind, attempt, outcome);
        FutureTask<?> task = new FutureTask<>(() -> answer(key, call, body), null);
        call.task = task;
        calls.put(key, call);
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            finish(key, call, null, new ProviderException(Kind.UNAVAILABLE, "too many calls are waiting", e), now);
        }
    }

    private <T> void answer(String key, Call<T> call, Callable<T> body) {
        T value = null;
        Exception cause = null;
        call.begun = clock.instant();
        try {
            value = body.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cause = e;
        } catch (Exception e) {
            cause = e;
        }
        T result = value;
        Exception failure = cause;
        inbox.accept(() -> finish(key, call, result, failure, clock.instant()));
    }

    private <T> void finish(String key, Call<T> call, T value, Exception failure, Instant now) {
        if (calls.get(key) != call || call.task == null) {
            return;
        }
        call.task = null;
        if (failure == null) {
            calls.remove(key);
            call.outcome.done(value);
        } else {
            int pause = Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(call.attempt - 1, 6));
            call.notBefore = now.plusSeconds(pause);
            call.outcome.failed(failure);
        }
    }

    /** Gives up the calls that take too long. The time they waited for a thread does not count. */
    void expire(Instant now) {
        for (Map.Entry<String, Call<?>> entry : List.copyOf(calls.entrySet())) {
            expire(entry.getKey(), entry.getValue(), now);
        }
    }

    private <T> void expire(String key, Call<T> call, Instant now) {
        FutureTask<?> task = call.task;
        Instant begun = call.begun;
        if (task != null && begun != null && Duration.between(begun, now).compareTo(limit) > 0) {
            task.cancel(true);
            String text = call.kind + " was not answered within " + limit.toSeconds() + " s";
            finish(key, call, null, new ProviderException(Kind.UNAVAILABLE, text), now);
        }
    }

    /** Forgets failures of keys that no longer matter. */
    void retain(Predicate<String> matters) {
        calls.entrySet().removeIf(e -> e.getValue().task == null && !matters.test(e.getKey()));
    }

    /** Interrupts everything that is under way; nothing is reported. */
    void stop() {
        calls.values().stream().filter(c -> c.task != null).forEach(c -> c.task.cancel(true));
        calls.clear();
    }

    private static final class Call<T> {
        private final String kind;
        private final int attempt;
        private final Outcome<T> outcome;
        private FutureTask<?> task;
        private Instant notBefore = Instant.EPOCH;
        private volatile Instant begun;

        Call(String kind, int attempt, Outcome<T> outcome) {
            this.kind = kind;
            this.attempt = attempt;
            this.outcome = outcome;
        }
    }
}
