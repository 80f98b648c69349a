package io.jenkins.plugins.calvinverse.logs.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.calvinverse.parts.RabbitPart;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** One connection that publishes without confirms. */
final class InlineChannel implements AutoCloseable {
    private final Connection connection;
    private final Channel channel;

    InlineChannel(int port) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(RabbitPart.VHOST);
        factory.setUsername("jenkins");
        factory.setPassword("jenkins");
        connection = factory.newConnection();
        channel = connection.createChannel();
    }

    void publish(byte[] line) throws IOException {
        channel.basicPublish("", RabbitPart.QUEUE, null, line);
    }

    @Override
    public void close() throws IOException, TimeoutException {
        channel.close();
        connection.close();
    }
}
