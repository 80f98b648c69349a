package io.calvinverse.logs.ship.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * What a broker lacks of that which messages are to go through. A sentence is made of it: "SUBJECT FAULT; WAY_OUT".
 *
 * @param subject virtual host, exchange or queue
 * @param wayOut what its operator has to do
 */
public record Lack(String subject, String fault, String wayOut) {

    /**
     * Asks passively, by a connection of its own; nothing is declared or sent.
     *
     * @return empty when all is there
     * @throws IOException when it cannot be told; the message says why, and the way out
     */
    public static List<Lack> at(AmqpConnector connector) throws IOException {
        AmqpSettings settings = connector.settings();
        try (Connection connection = connector.connect("jenkins logs, a check")) {
            List<Lack> lacks = new ArrayList<>();
            if (!settings.exchange().isEmpty()) {
                ask(connection, "exchange", settings.exchange(), settings, Channel::exchangeDeclarePassive, lacks);
            }
            if (!settings.queue().isEmpty()) {
                ask(connection, "queue", settings.queue(), settings, Channel::queueDeclarePassive, lacks);
            }
            return lacks;
        } catch (IOException | TimeoutException | RuntimeException e) {
            if (code(e) == AMQP.NOT_ALLOWED) {
                return List.of(new Lack(
                        "vhost " + settings.vhost(),
                        "is not at " + brokers(settings) + ", or closed to the user of the credential",
                        "create it in RabbitMQ, and give that user the right to write there"));
            }
            throw new IOException(AmqpFaults.explain(e, settings), e);
        }
    }

    private static void ask(
            Connection connection, String kind, String name, AmqpSettings settings, Question question, List<Lack> lacks)
            throws IOException, TimeoutException {
        Channel channel = connection.createChannel();
        try {
            question.ask(channel, name);
            channel.close();
        } catch (IOException e) {
            // The broker closes the channel with its answer.
            if (code(e) != AMQP.NOT_FOUND) {
                throw e;
            }
            lacks.add(new Lack(
                    kind + " " + name + " in " + settings.vhost(),
                    "is not at " + brokers(settings),
                    "create it in RabbitMQ, with its bindings: nothing is declared from here"));
        }
    }

    private static String brokers(AmqpSettings settings) {
        return String.join(", ", settings.brokers());
    }

    /** Reply code of AMQP 0-9-1 with which the broker closed something; 0 if it did not. */
    private static int code(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            Method reason = cause instanceof ShutdownSignalException shutdown ? shutdown.getReason() : null;
            if (reason instanceof AMQP.Connection.Close close) {
                return close.getReplyCode();
            }
            if (reason instanceof AMQP.Channel.Close close) {
                return close.getReplyCode();
            }
        }
        return 0;
    }

    private interface Question {
        Object ask(Channel channel, String name) throws IOException;
    }
}
