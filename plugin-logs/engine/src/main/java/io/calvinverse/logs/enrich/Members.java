package io.calvinverse.logs.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calvinverse.logs.spool.BuildFacts;
import io.calvinverse.logs.tail.Line;
import io.calvinverse.logs.tail.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * A line that is a record itself, as JSON.
 *
 * @param message its text
 * @param time milliseconds since 1970; -1 for not told
 * @param object all of it
 */
record Members(String message, long time, JsonNode object) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What {@link #write} may do with a value before it goes out. */
    interface Masking {
        Text hide(String value);
    }

    /** Returns null for a line that is no JSON object: it goes as text. */
    static Members of(Line line) {
        try {
            JsonNode object = MAPPER.readTree(line.bytes(), line.from(), line.to() - line.from());
            return object.isObject()
                    ? new Members(
                            object.path("message").asText(), object.path("time").asLong(-1), object)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Members besides text and time, as far as their names are free; numbers and truths as they are, all else as text. */
    void write(JsonBytes json, Set<String> taken, Masking masking) {
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            String name = each.getKey();
            if (name.equals("time") || BuildFacts.RESERVED.contains(name) || taken.contains(name)) {
                continue;
            }
            json.ascii(",").raw(quoted(name)).ascii(":");
            JsonNode value = each.getValue();
            if (value.isNumber() || value.isBoolean()) {
                json.ascii(value.toString());
            } else {
                Text text = masking.hide(value.asText());
                json.ascii("\"").escaped(text.bytes(), 0, text.length()).ascii("\"");
            }
        }
    }

    private static byte[] quoted(String name) {
        try {
            return MAPPER.writeValueAsString(name).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON name: " + name, e);
        }
    }
}
