package io.calvinverse.logs.ship.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * A look at the queue, for people who test their settings.
 *
 * @param messages ready in it
 * @param consumers that read from it
 */
public record QueueLook(int messages, int consumers) {

    /**
     * Asks passively, by a connection of its own.
     *
     * @throws IOException with a message that says what is wrong, and the way out
     */
    public static QueueLook at(AmqpConnector connector) throws IOException {
        AmqpSettings settings = connector.settings();
        try (Connection connection = connector.connect("jenkins logs, a test");
                Channel channel = connection.createChannel()) {
            AMQP.Queue.DeclareOk answer = channel.queueDeclarePassive(settings.queue());
            return new QueueLook(answer.getMessageCount(), answer.getConsumerCount());
        } catch (IOException | TimeoutException | RuntimeException e) {
            throw new IOException(AmqpFaults.explain(e, settings), e);
        }
    }
}
