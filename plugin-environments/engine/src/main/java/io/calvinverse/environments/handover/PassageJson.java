package io.calvinverse.environments.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A hand-over as a line of the record. */
final class PassageJson {

    private PassageJson() {}

    static ObjectNode write(Passage passage) {
        Recipient recipient = passage.recipient();
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("machine", recipient.machine())
                .put("phase", passage.phase().name())
                .put("host", recipient.host())
                .put("role", recipient.role())
                .put("alias", recipient.alias())
                .put("prefix", recipient.prefix())
                .put("attempt", passage.attempt())
                .put("accessor", passage.accessor())
                .put("wrapper", passage.wrapper())
                .put("digest", passage.digest())
                .put("since", passage.since().toString())
                .put("unknown", passage.unknown());
        if (passage.expires() != null) {
            line.put("expires", passage.expires().toString());
        }
        recipient.policies().forEach(line.putArray("policies")::add);
        return line;
    }

    static Passage read(JsonNode line) {
        List<String> policies = new ArrayList<>();
        line.path("policies").forEach(each -> policies.add(each.asText()));
        return new Passage(
                new Recipient(
                        line.path("machine").asText(),
                        line.path("host").asText(),
                        line.path("role").asText(),
                        policies,
                        line.path("alias").asBoolean(),
                        line.path("prefix").asText(Recipient.PREFIX)),
                Passage.Phase.valueOf(line.path("phase").asText()),
                line.path("attempt").asInt(),
                line.path("accessor").asText(),
                line.path("wrapper").asText(),
                line.path("digest").asText(),
                line.has("expires") ? Instant.parse(line.path("expires").asText()) : null,
                Instant.parse(line.path("since").asText()),
                line.path("unknown").asBoolean());
    }
}
