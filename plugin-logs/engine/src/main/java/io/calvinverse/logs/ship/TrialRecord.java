package io.calvinverse.logs.ship;

import io.calvinverse.logs.enrich.Batch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a record by hand, to see whether a target's settings are right. */
public final class TrialRecord {
    private static final long PAUSE = 50;

    private final Target target;
    private final InstantSource clock;

    public TrialRecord(Target target, InstantSource clock) {
        this.target = target;
        this.clock = clock;
    }

    /**
     * Waits until the record is confirmed. Nothing is tried twice: what is wrong at the first attempt is what is told.
     *
     * @return an outcome; one that failed says what is wrong, and the way out
     */
    public Outcome send(Batch batch, Duration patience) throws InterruptedException {
        long began = clock.millis();
        if (!target.ready()) {
            return Outcome.failed(target.trouble());
        }
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        target.send(batch, outcome::complete);
        try {
            while (!outcome.isDone() && clock.millis() - began < patience.toMillis()) {
                // Asked again and again: a target without confirms settles what it sent when it is asked.
                target.ready();
                TimeUnit.MILLISECONDS.sleep(PAUSE);
            }
            return outcome.get(0, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String trouble = target.trouble();
            return Outcome.failed(
                    "no confirm within " + patience.toSeconds() + " s" + (trouble.isEmpty() ? "" : "; " + trouble));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never an exception", e);
        }
    }
}
