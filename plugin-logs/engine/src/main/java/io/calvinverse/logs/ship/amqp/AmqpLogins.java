package io.calvinverse.logs.ship.amqp;

/** Where the user comes from that connects. Any thread. */
@FunctionalInterface
public interface AmqpLogins extends AutoCloseable {

    /**
     * The present user, asked for at each connection; may wait as long as a connection attempt may.
     *
     * @throws IllegalStateException with the cause, for people, when there is none at present
     */
    AmqpLogin login();

    /** The broker does not let this one in (any more): the next answer should be another, if there can be one. */
    default void refused(AmqpLogin login) {
        // One that stands somewhere is changed by people.
    }

    /** @param changed to be told when {@link #login} has another answer; it returns at once */
    default void whenChanged(Runnable changed) {
        // One that stands somewhere tells nobody: it holds for the next connection.
    }

    /** Nobody asks any more. */
    @Override
    default void close() {
        // There is nothing to give back.
    }
}
