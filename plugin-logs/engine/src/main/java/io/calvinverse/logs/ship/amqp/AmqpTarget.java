package io.calvinverse.logs.ship.amqp;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Retry;
import io.calvinverse.logs.ship.Target;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * RabbitMQ by AMQP 0-9-1: one long-lived connection, persistent and mandatory messages, publisher confirms. A message is a
 * JSON array of records, of which Logstash's json codec makes one event each.
 */
public final class AmqpTarget implements Target {
    private final String name;
    private final AmqpConnector connector;
    private final Retry retry;
    private final InstantSource clock;
    private volatile AmqpLink link;
    private volatile String trouble = "not connected yet";
    private volatile boolean closed;
    private volatile boolean outdated;

    public AmqpTarget(String name, AmqpConnector connector, Retry retry, InstantSource clock) {
        this.name = name;
        this.connector = connector;
        this.retry = retry;
        this.clock = clock;
        connector.whenLoginChanges(() -> outdated = true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        AmqpLink current = link;
        if (closed) {
            return false;
        }
        if (current != null && outdated) {
            current.abort();
            link = null;
            return connect();
        }
        if (current != null && current.open() && !overdue(current)) {
            return current.blocked().isEmpty() && retry.due();
        }
        if (current != null) {
            String cause = current.trouble();
            trouble = cause.isEmpty() ? "the connection was lost" : cause;
            current.abort();
            link = null;
            retry.failed();
            return false;
        }
        return retry.due() && connect();
    }

    private boolean connect() {
        outdated = false;
        try {
            AmqpLink fresh = new AmqpLink(connector, retry::failed);
            link = fresh;
            if (closed) {
                fresh.abort();
                return false;
            }
            trouble = "";
            retry.succeeded();
            return true;
        } catch (IOException | TimeoutException | RuntimeException e) {
            trouble = AmqpFaults.explain(e, connector.settings());
            retry.failed();
            return false;
        }
    }

    /** A confirm may be lost on the way, with the connection looking well. */
    private boolean overdue(AmqpLink current) {
        long waited = clock.millis() - current.oldest();
        return current.blocked().isEmpty()
                && waited > connector.settings().confirmPatience().toMillis();
    }

    @Override
    public void send(Batch batch, Consumer<Outcome> outcome) {
        AmqpLink current = link;
        if (current == null) {
            outcome.accept(Outcome.failed("not connected"));
        } else {
            current.publish(batch, clock.millis(), outcome);
        }
    }

    @Override
    public String trouble() {
        AmqpLink current = link;
        return current == null ? trouble : current.trouble();
    }

    @Override
    public void close() {
        closed = true;
        AmqpLink current = link;
        if (current != null) {
            current.abort();
        }
        connector.close();
    }
}
