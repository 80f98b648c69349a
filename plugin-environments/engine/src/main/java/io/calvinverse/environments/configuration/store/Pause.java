package io.calvinverse.environments.configuration.store;

import java.time.Duration;

/** How to wait; in production a sleep, in a simulation time that passes. */
@FunctionalInterface
public interface Pause {

    /** Returns after that time. */
    void await(Duration time) throws InterruptedException;
}
