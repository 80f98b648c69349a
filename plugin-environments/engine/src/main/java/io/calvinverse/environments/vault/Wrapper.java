package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A single-use token that holds an answer of Vault.
 *
 * @param token who has it can open it, once
 * @param accessor of the wrapping token
 * @param innerAccessor of the token inside, empty when the answer inside is none; known without opening
 * @param life from {@code made} on
 * @param made by Vault's clock; null when it did not say
 * @param path of the request whose answer is inside: who opens it must compare, or could be given a foreign one
 */
public record Wrapper(Token token, String accessor, String innerAccessor, Duration life, Instant made, String path) {

    static Wrapper of(JsonNode body, String path) {
        JsonNode wrap = body.path("wrap_info");
        return new Wrapper(
                Token.of(wrap.path("token").asText()),
                wrap.path("accessor").asText(),
                wrap.path("wrapped_accessor").asText(""),
                Duration.ofSeconds(wrap.path("ttl").asLong()),
                instant(wrap.path("creation_time").asText()),
                path);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
