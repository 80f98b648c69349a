package io.calvinverse.environments.patience;

import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Repeats what fails in a way that may pass. Use it on its timeline only. */
public final class Patience {

    private final Timeline timeline;
    private final RandomGenerator random;

    public Patience(Timeline timeline, RandomGenerator random) {
        this.timeline = timeline;
        this.random = random;
    }

    /**
     * Attempts until it succeeds, fails for good, or the time is over.
     *
     * @param deadline after which no attempt begins
     * @param givenUp asked before each new attempt
     * @param waiting told before each pause: why, and when it goes on
     * @return completes on the timeline, exceptionally with the {@link VaultException} of the last attempt
     */
    public <T> CompletableFuture<T> insist(
            Supplier<CompletableFuture<T>> attempt,
            Instant deadline,
            BooleanSupplier givenUp,
            Consumer<String> waiting) {
        CompletableFuture<T> result = new CompletableFuture<>();
        attempt(new Insisting<>(attempt, deadline, givenUp, waiting, result), 1);
        return result;
    }

    private record Insisting<T>(
            Supplier<CompletableFuture<T>> attempt,
            Instant deadline,
            BooleanSupplier givenUp,
            Consumer<String> waiting,
            CompletableFuture<T> result) {}

    private <T> void attempt(Insisting<T> what, int count) {
        what.attempt.get().whenCompleteAsync((value, failure) -> judge(what, count, value, failure), timeline);
    }

    private <T> void judge(Insisting<T> what, int count, T value, Throwable failure) {
        if (failure == null) {
            what.result.complete(value);
            return;
        }
        VaultException cause = VaultClient.cause(failure);
        Duration pause = BackOff.SHORT.pause(count, random);
        Instant next = timeline.now().plus(pause);
        if (!cause.mayPass() || what.givenUp.getAsBoolean()) {
            what.result.completeExceptionally(cause);
        } else if (next.isAfter(what.deadline)) {
            what.result.completeExceptionally(new VaultException(
                    cause.kind(), cause.getMessage() + "; given up after " + count + " attempts", cause));
        } else {
            what.waiting.accept(cause.getMessage() + "; trying again in " + (pause.toMillis() + 999) / 1000
                    + " s, until " + what.deadline);
            timeline.after(pause, () -> again(what, count + 1, cause));
        }
    }

    private <T> void again(Insisting<T> what, int count, VaultException cause) {
        if (what.givenUp.getAsBoolean()) {
            what.result.completeExceptionally(cause);
        } else {
            attempt(what, count);
        }
    }
}
