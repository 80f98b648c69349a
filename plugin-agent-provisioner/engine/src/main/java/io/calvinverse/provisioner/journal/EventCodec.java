package io.calvinverse.provisioner.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** One event as one line: CRC-32 of the JSON in eight hex digits, a blank, the JSON. Unknown fields are ignored. */
final class EventCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventCodec() {}

    static String encode(Event event) {
        ObjectNode node = JSON.createObjectNode();
        if (event instanceof Event.Known known) {
            machine(node.put("event", "known"), known.state());
        } else if (event instanceof Event.Moved moved) {
            node.put("event", "moved")
                    .put("name", moved.machine())
                    .put("phase", moved.phase().name())
                    .put("since", moved.at().toString())
                    .put("failed", moved.failed())
                    .put("cause", moved.cause());
        } else if (event instanceof Event.Counted counted) {
            node.put("event", "counted")
                    .put("name", counted.machine())
                    .put("uses", counted.uses())
                    .put("running", counted.running());
        }
        String json = node.toString();
        return crc(json) + ' ' + json;
    }

    static Event decode(String line) throws IOException {
        if (line.length() < 10
                || line.charAt(8) != ' '
                || !crc(line.substring(9)).equals(line.substring(0, 8))) {
            throw new IOException("checksum does not match");
        }
        try {
            JsonNode node = JSON.readTree(line.substring(9));
            String name = node.path("name").asText();
            return switch (node.path("event").asText()) {
                case "known" -> new Event.Known(machine(node));
                case "moved" ->
                    new Event.Moved(
                            name,
                            Phase.valueOf(node.path("phase").asText()),
                            Instant.parse(node.path("since").asText()),
                            node.path("failed").asBoolean(),
                            node.path("cause").asText());
                case "counted" ->
                    new Event.Counted(
                            name,
                            node.path("uses").asInt(),
                            node.path("running").asInt());
                default -> throw new IOException("unknown event " + node.path("event"));
            };
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException("not an event: " + e.getMessage(), e);
        }
    }

    private static void machine(ObjectNode node, Machine m) {
        node.put("name", m.name())
                .put("template", m.template())
                .put("provider", m.provider())
                .put("image", m.image())
                .put("executors", m.executors())
                .put("maxUses", m.maxUses())
                .put("phase", m.phase().name())
                .put("since", m.since().toString())
                .put("planned", m.planned().toString())
                .put("leaseEnd", m.leaseEnd().toString())
                .put("uses", m.uses())
                .put("running", m.running())
                .put("failed", m.failed())
                .put("cause", m.cause());
    }

    private static Machine machine(JsonNode node) {
        return new Machine(
                node.path("name").asText(),
                node.path("template").asText(),
                node.path("provider").asText(),
                node.path("image").asText(),
                node.path("executors").asInt(),
                node.path("maxUses").asInt(),
                Phase.valueOf(node.path("phase").asText()),
                Instant.parse(node.path("since").asText()),
                Instant.parse(node.path("planned").asText()),
                Instant.parse(node.path("leaseEnd").asText()),
                node.path("uses").asInt(),
                node.path("running").asInt(),
                node.path("failed").asBoolean(),
                node.path("cause").asText());
    }

    private static String crc(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
