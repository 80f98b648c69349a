package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a block asked for, as JSON: a roll-over after a restart asks again. */
final class KeptRequest {

    private KeptRequest() {}

    static ObjectNode write(BlockRequest request) {
        ObjectNode kept = JsonNodeFactory.instance
                .objectNode()
                .put("id", request.id())
                .put("owner", request.owner())
                .put("life", request.life().toSeconds())
                .put("patience", request.patience().toSeconds());
        request.policies().forEach(kept.putArray("policies")::add);
        ArrayNode wants = kept.putArray("wants");
        request.wants().forEach(want -> wants.add(write(want)));
        return kept;
    }

    private static ObjectNode write(Want want) {
        ObjectNode kept = write(want.source());
        if (want instanceof Want.Value value) {
            kept.put("value", value.variable()).put("field", value.field());
        } else if (want instanceof Want.InFile file) {
            kept.put("file", file.variable()).put("field", file.field()).put("base64", file.base64());
        } else if (want instanceof Want.Everything everything) {
            kept.put("prefix", everything.prefix());
        }
        return kept;
    }

    static ObjectNode write(SecretSource source) {
        ObjectNode kept = JsonNodeFactory.instance
                .objectNode()
                .put("path", source.path())
                .put("engine", source.engine().name())
                .put("version", source.version());
        ObjectNode parameters = kept.putObject("parameters");
        source.parameters().forEach(parameters::put);
        return kept;
    }

    static BlockRequest read(JsonNode kept) {
        List<Want> wants = new ArrayList<>();
        kept.path("wants").forEach(each -> wants.add(want(each)));
        List<String> policies = new ArrayList<>();
        kept.path("policies").forEach(each -> policies.add(each.asText()));
        return new BlockRequest(
                kept.path("id").asText(),
                kept.path("owner").asText(),
                wants,
                policies,
                Duration.ofSeconds(kept.path("life").asLong()),
                Duration.ofSeconds(kept.path("patience").asLong()));
    }

    private static Want want(JsonNode kept) {
        SecretSource source = source(kept);
        String field = kept.path("field").asText();
        if (kept.has("value")) {
            return new Want.Value(source, field, kept.path("value").asText());
        }
        return kept.has("file")
                ? new Want.InFile(
                        source,
                        field,
                        kept.path("file").asText(),
                        kept.path("base64").asBoolean())
                : new Want.Everything(source, kept.path("prefix").asText());
    }

    static SecretSource source(JsonNode kept) {
        Map<String, String> parameters = new HashMap<>();
        kept.path("parameters")
                .fields()
                .forEachRemaining(
                        each -> parameters.put(each.getKey(), each.getValue().asText()));
        return new SecretSource(
                kept.path("path").asText(),
                SecretSource.Engine.valueOf(kept.path("engine").asText()),
                kept.path("version").asInt(),
                parameters);
    }
}
