package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Vault tells about a token; the token itself is not in it.
 *
 * @param accessor empty for a batch token, which has none
 * @param policies by name, those of its entity too
 * @param life what is left; zero for one that never ends
 * @param batch it can be neither renewed nor revoked and has no children
 * @param uses how often it can still be used, 0 for without limit
 * @param meta as given when it was created
 * @param entity id of its identity, empty for none
 */
public record TokenInfo(
        String accessor,
        List<String> policies,
        Duration life,
        boolean renewable,
        boolean batch,
        boolean orphan,
        int uses,
        Map<String, String> meta,
        String entity) {

    /** Reads {@code data} of {@code auth/token/lookup…}. */
    public static TokenInfo of(JsonNode data) {
        List<String> policies = texts(data.path("policies"));
        policies.addAll(texts(data.path("identity_policies")));
        Map<String, String> meta = new TreeMap<>();
        data.path("meta")
                .fields()
                .forEachRemaining(
                        each -> meta.put(each.getKey(), each.getValue().asText()));
        return new TokenInfo(
                data.path("accessor").asText(""),
                List.copyOf(policies),
                Duration.ofSeconds(data.path("ttl").asLong()),
                data.path("renewable").asBoolean(),
                "batch".equals(data.path("type").asText()),
                data.path("orphan").asBoolean(),
                data.path("num_uses").asInt(),
                Map.copyOf(meta),
                data.path("entity_id").asText(""));
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
