package io.calvinverse.environments.configuration.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.store.Content;
import java.time.Instant;
import java.util.Locale;

/** The records as JSON, readable in Consul's own pages. Unknown fields are ignored. */
final class Codec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Codec() {}

    static Content pending(Pending pending) {
        ObjectNode node = act(pending.act());
        node.put("undo", pending.undo()).put("cause", pending.cause());
        return text(node.put("overwrite", pending.overwrite()).put("steps", pending.steps()));
    }

    static Pending pending(String key, Content content) throws DamagedRecordException {
        try {
            JsonNode node = JSON.readTree(content.text());
            return new Pending(
                    act(node),
                    node.path("undo").asBoolean(),
                    node.path("cause").asText(),
                    node.path("overwrite").asBoolean(),
                    node.path("steps").asText());
        } catch (JsonProcessingException | RuntimeException e) {
            throw new DamagedRecordException(key, e);
        }
    }

    static Content done(Done done) {
        ObjectNode node = act(done.act());
        node.put("ended", done.ended().toString());
        return text(node.put("published", done.published()).put("cause", done.cause()));
    }

    static Done done(String key, Content content) throws DamagedRecordException {
        try {
            JsonNode node = JSON.readTree(content.text());
            return new Done(
                    act(node),
                    Instant.parse(node.path("ended").asText()),
                    node.path("published").asBoolean(),
                    node.path("cause").asText());
        } catch (JsonProcessingException | RuntimeException e) {
            throw new DamagedRecordException(key, e);
        }
    }

    static Content head(Manifest manifest) {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", manifest.version().toString()).put("commit", manifest.commit());
        return text(node.put("author", manifest.author()));
    }

    static Manifest manifest(String key, Content head, String keys) throws DamagedRecordException {
        try {
            JsonNode node = JSON.readTree(head.text());
            return new Manifest(
                    Version.of(node.path("version").asText()),
                    node.path("commit").asText(),
                    node.path("author").asText(),
                    Manifest.lines(keys));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new DamagedRecordException(key, e);
        }
    }

    private static ObjectNode act(Act act) {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", act.version().toString());
        node.put("kind", act.kind().name().toLowerCase(Locale.ROOT));
        node.put("commit", act.commit()).put("author", act.author());
        node.put("by", act.by()).put("since", act.since().toString());
        node.put("previous", act.previous()).put("origin", act.origin());
        node.put("sequence", act.sequence()).put("id", act.id());
        return node.put("manifest", act.manifest());
    }

    private static Act act(JsonNode node) {
        return new Act(
                node.path("id").asText(),
                node.path("sequence").asLong(),
                Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                Version.of(node.path("version").asText()),
                node.path("manifest").asText(),
                node.path("commit").asText(),
                node.path("author").asText(),
                node.path("previous").asText(),
                node.path("origin").asText(),
                node.path("by").asText(),
                Instant.parse(node.path("since").asText()));
    }

    private static Content text(ObjectNode node) {
        return Content.of(node.toPrettyString() + "\n");
    }
}
