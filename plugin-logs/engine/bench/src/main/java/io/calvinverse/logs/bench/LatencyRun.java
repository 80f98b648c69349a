package io.calvinverse.logs.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.calvinverse.logs.real.Rig;
import io.calvinverse.logs.real.Writers;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.parts.RabbitPart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a line in the log file to its message at a consumer: 2,000 lines, one each 10 ms. */
final class LatencyRun {
    private static final int LINES = 2_000;
    private static final Pattern STAMP = Pattern.compile("stamp (\\d+)");

    private LatencyRun() {}

    static void measure(RabbitPart rabbit) throws Exception {
        Path directory = Files.createTempDirectory("latency");
        Path log = directory.resolve("log");
        List<Long> waits = new CopyOnWriteArrayList<>();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(rabbit.port());
        factory.setVirtualHost(RabbitPart.VHOST);
        factory.setUsername("reader");
        factory.setPassword("reader");
        rabbit.control("purge_queue", "-p", RabbitPart.VHOST, RabbitPart.QUEUE);
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel();
                Rig rig = new Rig(directory.resolve("spool"), Rig.amqp(Rig.settings(rabbit.port())))) {
            channel.basicConsume(
                    RabbitPart.QUEUE,
                    true,
                    (tag, message) -> {
                        long now = System.nanoTime();
                        Matcher stamp = STAMP.matcher(new String(message.getBody(), StandardCharsets.UTF_8));
                        while (stamp.find()) {
                            waits.add(now - Long.parseLong(stamp.group(1)));
                        }
                    },
                    tag -> {});
            Files.write(log, new byte[0]);
            SpooledBuild build = rig.spool.follow(Writers.facts("sample#1", log, false));
            for (int i = 0; i < LINES; i++) {
                Files.writeString(log, "stamp " + System.nanoTime() + "\n", StandardOpenOption.APPEND);
                Thread.sleep(10);
            }
            rig.spool.ended(build.key());
            rig.drained(Duration.ofMinutes(5));
            Thread.sleep(1_000);
        }
        List<Long> sorted = waits.stream().sorted().toList();
        System.out.printf(
                "file to consumer, %d lines: p50 %.0f ms, p99 %.0f ms, max %.0f ms (in Jenkins up to 500 ms more,"
                        + " until the tick)%n",
                sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        Directories.delete(directory);
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1e6;
    }
}
