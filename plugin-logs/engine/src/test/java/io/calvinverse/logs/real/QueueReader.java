package io.calvinverse.logs.real;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.calvinverse.parts.RabbitPart;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Reads a queue empty, as Logstash would. */
final class QueueReader {
    private QueueReader() {}

    static Arrivals read(RabbitPart rabbit) throws IOException, TimeoutException {
        Arrivals arrivals = new Arrivals();
        ConnectionFactory factory = factory(rabbit.port(), "reader");
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            for (var message = channel.basicGet(RabbitPart.QUEUE, true);
                    message != null;
                    message = channel.basicGet(RabbitPart.QUEUE, true)) {
                if (message.getProps().getDeliveryMode() != 2) {
                    throw new IllegalStateException("a message is not persistent");
                }
                arrivals.message(message.getBody());
            }
        }
        return arrivals;
    }

    static ConnectionFactory factory(int port, String user) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(RabbitPart.VHOST);
        factory.setUsername(user);
        factory.setPassword(user);
        return factory;
    }
}
