package io.jenkins.plugins.calvinverse.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.calvinverse.parts.RabbitPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * Counts lines at the far end without keeping them, for proofs of many millions: per log the next sequence number, and of lines
 * that print their own number whether it is the right one. Read while they come, by one thread of the client.
 */
final class Counting implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What builds of these proofs print: anything, then their number from 0 on. */
    static final String NUMBERED = "line ";

    /** One log. */
    private static final class Tally {
        private String build;
        private int next;
        private long numbered;
        /** Of each line's id and text: what comes again has to be the same. */
        private int[] prints = new int[1_024];
    }

    private final Map<String, Tally> byKey = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Connection connection;
    private long lines;
    private long repeated;
    private long bytes;

    Counting(RabbitPart rabbit) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(rabbit.port());
        factory.setVirtualHost(RabbitPart.VHOST);
        factory.setUsername("reader");
        factory.setPassword("reader");
        connection = factory.newConnection();
        Channel channel = connection.createChannel();
        channel.basicQos(20);
        channel.basicConsume(
                RabbitPart.QUEUE,
                false,
                (tag, message) -> {
                    take(message);
                    channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});
    }

    private synchronized void take(Delivery message) {
        bytes += message.getBody().length;
        try {
            MAPPER.readTree(message.getBody()).forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(JsonNode record) {
        String id = record.path("line_id").asText();
        Tally tally = byKey.computeIfAbsent(id.substring(0, id.indexOf('-')), key -> new Tally());
        tally.build = record.path("job").asText() + '#' + record.path("build").asInt();
        int sequence = record.path("sequence").asInt(-1);
        String text = record.path("message").path(0).asText();
        int print = 31 * id.hashCode() + text.hashCode();
        if (sequence < tally.next) {
            repeated++;
            if (sequence < 0 || tally.prints[sequence] != print) {
                fault(tally.build + ": line " + sequence + " came again with another id or text: " + id);
            }
            return;
        }
        lines++;
        if (sequence > tally.next) {
            fault(tally.build + ": line " + sequence + " came after line " + (tally.next - 1));
        }
        tally.next = sequence + 1;
        if (sequence >= tally.prints.length) {
            tally.prints = Arrays.copyOf(tally.prints, 2 * sequence);
        }
        tally.prints[sequence] = print;
        int number = text.lastIndexOf(NUMBERED);
        if (number >= 0) {
            if (!text.substring(number + NUMBERED.length()).equals(Long.toString(tally.numbered))) {
                fault(tally.build + ": after " + (tally.numbered - 1) + " came '" + text + "'");
            }
            tally.numbered++;
        }
    }

    private void fault(String what) {
        if (faults.size() < 10) {
            faults.add(what);
        }
    }

    /** Wrong order, gaps; the first few. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Numbered lines of each build, by {@code job#number}; a build that came under two keys is a fault. */
    synchronized Map<String, Long> numbered() {
        Map<String, Long> counts = new TreeMap<>();
        byKey.values().forEach(tally -> {
            if (counts.put(tally.build, tally.numbered) != null) {
                fault(tally.build + " came under two keys");
            }
        });
        return counts;
    }

    /** All lines, each once. */
    synchronized long lines() {
        return lines;
    }

    synchronized long repeated() {
        return repeated;
    }

    synchronized long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
