package io.calvinverse.environments.discovery;

/** Finds services of one environment. Thread-safe. */
public interface Discovery extends AutoCloseable {

    /**
     * Passing instances of a service. May wait for the first answer about a service, never later.
     *
     * @throws DiscoveryException when there is none, or nothing is known yet
     */
    Found find(ServiceName name) throws DiscoveryException, InterruptedException;

    /** For messages: which environment, and how it is asked. */
    String source();

    /** Lets go of connections. */
    @Override
    default void close() {}
}
