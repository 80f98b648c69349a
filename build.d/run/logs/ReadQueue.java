import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** Reads the trial's queue, as Logstash would, and appends each message to a file: a JSON array of records per line. */
public final class ReadQueue {
    private ReadQueue() {}

    /** Takes the broker's port and the file. */
    public static void main(String[] arguments) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(Integer.parseInt(arguments[0]));
        factory.setVirtualHost("vhost.logs");
        factory.setUsername("jenkins");
        factory.setPassword("jenkins");
        Path file = Path.of(arguments[1]);
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.basicConsume(
                    "builds",
                    false,
                    (tag, message) -> {
                        append(file, message.getBody());
                        channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                    },
                    tag -> {});
            new CountDownLatch(1).await();
        }
    }

    private static void append(Path file, byte[] message) throws IOException {
        String line = new String(message, StandardCharsets.UTF_8) + '\n';
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
