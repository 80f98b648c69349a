package io.calvinverse.environments.consul;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps the answer to a query current by blocking queries, one after the other, as Consul's documentation asks it of clients: an index
 * that goes backwards starts anew, requests are spaced, failures back off with jitter. Any server is asked (stale reads), so
 * that a lost leader does not blind it; an answer from one that knows no leader is used only if there is none yet.
 *
 * <p>{@link #sight} costs no request and never waits. No thread belongs to a watch.
 */
public final class Watch<T> implements AutoCloseable {

    private final Consul consul;
    private final Query<T> query;
    private final Rhythm rhythm;
    private final Surroundings surroundings;
    private final Consumer<Sight<T>> listener;
    private final CompletableFuture<Void> first = new CompletableFuture<>();

    // Written by whoever completes the one request that is under way.
    private volatile Sight<T> sight;
    private volatile CompletableFuture<?> request = CompletableFuture.completedFuture(null);
    private volatile boolean closed;
    private long index;
    private int failures;
    private Instant asked = Instant.EPOCH;

    /** @param listener told of every new sight, troubles included, on a thread it must not hold up */
    public Watch(Consul consul, Query<T> query, Rhythm rhythm, Surroundings surroundings, Consumer<Sight<T>> listener) {
        this.consul = consul;
        this.query = query;
        this.rhythm = rhythm;
        this.surroundings = surroundings;
        this.listener = listener;
        this.sight = new Sight<>(Optional.empty(), surroundings.clock().instant(), "", 0);
    }

    /** Begins to ask. */
    public Watch<T> start() {
        after(Duration.ZERO);
        return this;
    }

    public Sight<T> sight() {
        Sight<T> now = sight;
        Duration age = Duration.between(now.asOf(), surroundings.clock().instant());
        boolean silent = now.trouble().isEmpty()
                && age.compareTo(rhythm.patience(consul.settings().timeout())) > 0;
        return silent ? now.troubled("Consul has not answered for " + age.toSeconds() + " s") : now;
    }

    /** Done with the first answer; then {@link #sight} has a value. */
    public CompletableFuture<Void> first() {
        return first;
    }

    /** Ends it, and the request under way. What it knew stays readable. */
    @Override
    public void close() {
        closed = true;
        request.cancel(true);
        first.cancel(false);
    }

    private void after(Duration pause) {
        Duration spaced = Duration.between(surroundings.clock().instant(), asked.plus(rhythm.spacing()));
        Duration delay = pause.compareTo(spaced) > 0 ? pause : spaced;
        try {
            surroundings.scheduler().schedule(this::ask, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Whoever made the watch is ending.
            close();
        }
    }

    private void ask() {
        if (closed) {
            return;
        }
        asked = surroundings.clock().instant();
        CompletableFuture<Indexed<T>> answer = consul.poll(query, Consistency.STALE, index, rhythm.hold());
        request = answer;
        if (closed) {
            answer.cancel(true);
        }
        answer.whenComplete((indexed, failure) -> {
            if (closed) {
                return;
            }
            if (failure != null) {
                failed(message(failure));
            } else {
                answered(indexed);
            }
        });
    }

    private void answered(Indexed<T> answer) {
        Instant when = surroundings.clock().instant().minus(answer.lastContact());
        if (!answer.leaderKnown()) {
            if (sight.value().isEmpty()) {
                sight = sight.seen(answer.value(), when);
                first.complete(null);
            }
            consul.preferNext();
            failed("Consul has no leader; the server asked heard of one %d s ago"
                    .formatted(answer.lastContact().toSeconds()));
            return;
        }
        index = answer.index() < index ? 0 : answer.index();
        failures = 0;
        tell(sight.seen(answer.value(), when));
        first.complete(null);
        after(Duration.ZERO);
    }

    private void failed(String why) {
        // The other address is asked at once, and anew: it would make us wait although we want to know that it is
        // there.
        index = 0;
        failures++;
        tell(sight.troubled(why));
        int others = failures - consul.settings().addresses().size();
        after(others < 0 ? Duration.ZERO : rhythm.pause(others, surroundings.random()));
    }

    private void tell(Sight<T> next) {
        sight = next;
        listener.accept(next);
    }

    private static String message(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }
}
