package io.calvinverse.logs.ship;

import io.calvinverse.logs.enrich.Batch;
import java.util.function.Consumer;

/**
 * Where logs go. All methods but {@link #trouble()} and {@link #close()} are called by one thread, the shipper's.
 *
 * <p>The contract, which {@code TargetContract} tests: a batch that was confirmed is at the far end, and stays there when
 * that is restarted; each batch sent has exactly one outcome, also when the connection is lost, blocked or closed; batches
 * of one build that are sent one after another arrive in this order unless one of them fails.
 */
public interface Target extends AutoCloseable {

    /** Short and lasting: what was confirmed is noted on disk under this name. */
    String name();

    /**
     * Whether a batch can be sent now. Connects when there is no connection and it is time to try again; may take as long
     * as a connection attempt may.
     */
    boolean ready();

    /**
     * Sends a batch; may wait while the far end does not read.
     *
     * @param outcome told exactly once, by any thread, perhaps before this returns; it must return at once
     */
    void send(Batch batch, Consumer<Outcome> outcome);

    /** What is wrong at present, for people to read; empty when all is well. Any thread. */
    String trouble();

    /** Ends the connection; outstanding batches fail. Any thread. */
    @Override
    void close();
}
