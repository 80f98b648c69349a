package io.calvinverse.logs.ship.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.ship.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One connection with one channel, from its opening to its end. Publishing by one thread. */
final class AmqpLink {
    /** Of a connection's close, in milliseconds: what it still might have to say is not waited for. */
    private static final int FAREWELL = 1_000;

    private final AmqpSettings settings;
    private final Connection connection;
    private final Channel channel;
    private final Outstanding outstanding = new Outstanding();
    private final Runnable refused;
    private volatile String blocked = "";
    private volatile String trouble = "";

    /**
     * @param refused called when the broker is there and does not take a message
     */
    AmqpLink(AmqpConnector connector, Runnable refused) throws IOException, TimeoutException {
        this.settings = connector.settings();
        this.refused = refused;
        this.connection = connector.connect("jenkins logs");
        try {
            channel = connector.channel(connection);
        } catch (IOException | RuntimeException e) {
            connection.abort(FAREWELL);
            throw e;
        }
        listen();
    }

    private void listen() {
        connection.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String reason) {
                blocked = reason == null || reason.isEmpty() ? "no reason given" : reason;
            }

            @Override
            public void handleUnblocked() {
                blocked = "";
            }
        });
        Outcome unroutable = Outcome.failed(unroutable());
        channel.addReturnListener(
                message -> outstanding.returned(message.getProperties().getMessageId()));
        channel.addConfirmListener(
                (number, multiple) -> {
                    if (outstanding.settle(number, multiple, Outcome.CONFIRMED, unroutable)) {
                        refuse(unroutable.cause());
                    } else {
                        trouble = "";
                    }
                },
                (number, multiple) -> {
                    String cause =
                            "RabbitMQ at " + settings.place() + " could not take a message; see the broker's log";
                    refuse(cause);
                    outstanding.settle(number, multiple, Outcome.failed(cause), Outcome.failed(cause));
                });
        channel.addShutdownListener(cause -> {
            trouble = AmqpFaults.explain(cause, settings);
            outstanding.failAll(Outcome.failed(trouble));
        });
    }

    private void refuse(String cause) {
        trouble = cause;
        refused.run();
    }

    private String unroutable() {
        return "RabbitMQ at " + settings.place() + " has no queue for exchange '" + settings.exchange()
                + "' and routing key '" + settings.routingKey() + "'; create the queue and its binding";
    }

    boolean open() {
        return channel.isOpen();
    }

    /** Why the broker takes nothing at present; empty when it does. */
    String blocked() {
        return blocked;
    }

    String trouble() {
        return blocked.isEmpty()
                ? trouble
                : "RabbitMQ at " + settings.place() + " takes nothing at present (" + blocked
                        + "); free memory or disk there. Nothing is lost meanwhile";
    }

    long oldest() {
        return outstanding.oldest();
    }

    void publish(Batch batch, long now, Consumer<Outcome> outcome) {
        String id = batch.records().get(0).id();
        long number = channel.getNextPublishSeqNo();
        outstanding.add(number, id, now, outcome);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("UTF-8")
                .deliveryMode(2)
                .messageId(id)
                .appId("jenkins")
                .build();
        try {
            byte[] body = Arrays.copyOf(batch.array(), batch.size());
            channel.basicPublish(settings.exchange(), settings.routingKey(), true, properties, body);
        } catch (IOException | AlreadyClosedException e) {
            trouble = AmqpFaults.explain(e, settings);
            outstanding.fail(number, Outcome.failed(trouble));
            abort();
        }
    }

    /** Ends it without a word more than needed; what is outstanding fails. */
    void abort() {
        connection.abort(FAREWELL);
        outstanding.failAll(Outcome.failed(trouble.isEmpty() ? "the connection was closed" : trouble));
    }
}
