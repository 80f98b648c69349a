package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * A single-use token that holds an answer of Vault.
 *
 * @param token who has it can open it, once
 * @param accessor of the wrapping token
 * @param innerAccessor of the token inside, empty when the answer inside is none; known without opening
 * @param life from now on
 * @param path of the request whose answer is inside: who opens it must compare, or could be given a foreign one
 */
public record Wrapper(Token token, String accessor, String innerAccessor, Duration life, String path) {

    static Wrapper of(JsonNode body, String path) {
        JsonNode wrap = body.path("wrap_info");
        return new Wrapper(
                Token.of(wrap.path("token").asText()),
                wrap.path("accessor").asText(),
                wrap.path("wrapped_accessor").asText(""),
                Duration.ofSeconds(wrap.path("ttl").asLong()),
                path);
    }
}
