package io.calvinverse.environments.patience;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Where things happen one after the other: a single thread, or simulated time. What runs on it must not wait; state that is
 * only touched on it needs no lock.
 */
public interface Timeline extends Executor {

    Instant now();

    /**
     * Runs something later. After the timeline has ended nothing runs any more, without a word.
     *
     * @return takes it back; without effect when it runs or has run
     */
    Runnable after(Duration delay, Runnable what);
}
