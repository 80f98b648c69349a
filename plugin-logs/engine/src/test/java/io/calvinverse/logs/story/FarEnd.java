package io.calvinverse.logs.story;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.calvinverse.logs.real.Arrivals;
import io.calvinverse.parts.RabbitPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/**
 * What lay in the queue.
 *
 * @param text of all messages
 */
record FarEnd(Arrivals arrivals, String text, int messages) {

    /** Reads the queue empty, as Logstash would. */
    static FarEnd read(RabbitPart rabbit) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(rabbit.port());
        factory.setVirtualHost(RabbitPart.VHOST);
        factory.setUsername("reader");
        factory.setPassword("reader");
        Arrivals arrivals = new Arrivals();
        StringBuilder text = new StringBuilder();
        int messages = 0;
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            for (GetResponse message = channel.basicGet(RabbitPart.QUEUE, true);
                    message != null;
                    message = channel.basicGet(RabbitPart.QUEUE, true)) {
                arrivals.message(message.getBody());
                text.append(new String(message.getBody(), StandardCharsets.UTF_8));
                messages++;
            }
        }
        return new FarEnd(arrivals, text.toString(), messages);
    }
}
