package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A key with what Consul keeps of it.
 *
 * @param key full name
 * @param base64 its value as Consul sends it; empty in the answer to a transaction that wrote it
 * @param flags a number of the writer's own
 * @param createIndex when it was made; changes when it is deleted and made again
 * @param modifyIndex when it was last written; what compare-and-set compares
 * @param lockIndex how often it was locked
 * @param session that holds its lock, or empty
 */
public record KeyEntry(
        String key, String base64, long flags, long createIndex, long modifyIndex, long lockIndex, String session) {

    static KeyEntry of(JsonNode node) {
        return new KeyEntry(
                node.path("Key").asText(),
                node.path("Value").isTextual() ? node.path("Value").asText() : "",
                node.path("Flags").asLong(),
                node.path("CreateIndex").asLong(),
                node.path("ModifyIndex").asLong(),
                node.path("LockIndex").asLong(),
                node.path("Session").asText(""));
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** As UTF-8. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Without the value: it may be nobody's business. */
    @Override
    public String toString() {
        return key + "@" + modifyIndex;
    }
}
