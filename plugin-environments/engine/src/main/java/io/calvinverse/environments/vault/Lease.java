package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * How long a dynamic secret is good for.
 *
 * @param id Vault's, for instance {@code database/creds/read/8f…}; no secret, but who has it and the right can end the secret
 * @param life from now on
 */
public record Lease(String id, Duration life, boolean renewable) {

    /** Reads the envelope of an answer. */
    public static Lease of(JsonNode body) {
        return new Lease(
                body.path("lease_id").asText(),
                Duration.ofSeconds(body.path("lease_duration").asLong()),
                body.path("renewable").asBoolean());
    }
}
