package io.jenkins.plugins.calvinverse.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.calvinverse.parts.RabbitPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What reached a queue, read as Logstash would: each record once, in the order in which it first came. One thread. */
public final class Received {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int port;
    private final Map<String, JsonNode> byId = new LinkedHashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final StringBuilder raw = new StringBuilder();
    private int repeated;

    public Received(RabbitPart rabbit) {
        this.port = rabbit.port();
    }

    /** Takes all there is now. */
    public Received read() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(RabbitPart.VHOST);
        factory.setUsername("reader");
        factory.setPassword("reader");
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            for (var message = channel.basicGet(RabbitPart.QUEUE, true);
                    message != null;
                    message = channel.basicGet(RabbitPart.QUEUE, true)) {
                JsonNode body = MAPPER.readTree(message.getBody());
                raw.append(body).append('\n');
                body.forEach(this::take);
            }
        }
        return this;
    }

    private void take(JsonNode record) {
        String id = record.path("line_id").asText();
        JsonNode before = byId.putIfAbsent(id, record);
        if (before != null) {
            repeated++;
            if (!before.path("message").equals(record.path("message"))
                    || before.path("sequence").asLong()
                            != record.path("sequence").asLong()) {
                faults.add("one id for " + before + " and " + record);
            }
            return;
        }
        String key = id.substring(0, id.indexOf('-'));
        long sequence = record.path("sequence").asLong(-1);
        long expected = last.getOrDefault(key, -1L) + 1;
        if (!id.startsWith("test-") && sequence != expected) {
            faults.add("line " + sequence + " came instead of " + expected + ": " + record);
        }
        last.merge(key, sequence, Math::max);
    }

    /** Wrong order, gaps, ids with two meanings; the first few. */
    public List<String> faults() {
        return List.copyOf(faults.subList(0, Math.min(faults.size(), 5)));
    }

    public int repeated() {
        return repeated;
    }

    public int count() {
        return byId.size();
    }

    public List<JsonNode> all() {
        return List.copyOf(byId.values());
    }

    /** Records of lines of a build's own log. */
    public List<JsonNode> of(String job, int build) {
        return byId.values().stream()
                .filter(r -> r.path("kind").asText().equals("build"))
                .filter(r ->
                        r.path("job").asText().equals(job) && r.path("build").asInt() == build)
                .toList();
    }

    public static List<String> texts(List<JsonNode> records) {
        return records.stream().map(r -> r.path("message").path(0).asText()).toList();
    }

    /** Keys under which lines of a build came; more than one would be a build sent under two names. */
    public static Set<String> keys(List<JsonNode> records) {
        Set<String> keys = new HashSet<>();
        records.forEach(r -> keys.add(r.path("line_id").asText().split("-")[0]));
        return keys;
    }

    /** All that came, as it came. */
    public String raw() {
        return raw.toString();
    }
}
