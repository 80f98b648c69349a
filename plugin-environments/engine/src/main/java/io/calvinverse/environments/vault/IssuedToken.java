package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * A token Vault has just issued or renewed ({@code auth} of an answer).
 *
 * @param accessor empty for a batch token
 * @param life from now on
 */
public record IssuedToken(
        Token token, String accessor, List<String> policies, Duration life, boolean renewable, boolean batch) {

    public IssuedToken {
        policies = List.copyOf(policies);
    }

    static IssuedToken of(JsonNode body) {
        JsonNode auth = body.path("auth");
        return new IssuedToken(
                Token.of(auth.path("client_token").asText()),
                auth.path("accessor").asText(""),
                TokenInfo.texts(auth.path("policies")),
                Duration.ofSeconds(auth.path("lease_duration").asLong()),
                auth.path("renewable").asBoolean(),
                "batch".equals(auth.path("token_type").asText()));
    }
}
