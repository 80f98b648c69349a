package io.calvinverse.provisioner.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        StringBuilder json = new StringBuilder(320);
        if (event instanceof Event.Known known) {
            machine(text(json, "event", "known"), known.state());
        } else if (event instanceof Event.Moved moved) {
            text(json, "event", "moved");
            text(json, "name", moved.machine());
            text(json, "phase", moved.phase().name());
            text(json, "since", moved.at().toString());
            value(json, "failed").append(moved.failed());
            text(json, "cause", moved.cause());
        } else if (event instanceof Event.Counted counted) {
            text(json, "event", "counted");
            text(json, "name", counted.machine());
            value(json, "uses").append(counted.uses());
            value(json, "running").append(counted.running());
        }
        String line = json.append('}').toString();
        return crc(line) + ' ' + line;
    }

    /** By hand, since a thousand machines may be ordered in one commit. */
    private static StringBuilder value(StringBuilder json, String name) {
        return json.append(json.isEmpty() ? '{' : ',').append('"').append(name).append("\":");
    }

    private static StringBuilder text(StringBuilder json, String name, String text) {
        value(json, name).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text == null ? "" : text, json);
        return json.append('"');
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

    private static void machine(StringBuilder json, Machine m) {
        text(json, "name", m.name());
        text(json, "template", m.template());
        text(json, "provider", m.provider());
        text(json, "image", m.image());
        value(json, "executors").append(m.executors());
        value(json, "maxUses").append(m.maxUses());
        text(json, "phase", m.phase().name());
        text(json, "since", m.since().toString());
        text(json, "planned", m.planned().toString());
        text(json, "leaseEnd", m.leaseEnd().toString());
        value(json, "uses").append(m.uses());
        value(json, "running").append(m.running());
        value(json, "failed").append(m.failed());
        text(json, "cause", m.cause());
        text(json, "environment", m.environment());
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
                node.path("cause").asText(),
                node.path("environment").asText());
    }

    private static String crc(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
