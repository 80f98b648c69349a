package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;

/**
 * State of a Vault server ({@code sys/health}, needs no token).
 *
 * @param version empty when it did not say
 * @param serverTime seconds since 1970 by Vault's clock, 0 when it did not say
 */
public record Health(boolean initialised, boolean sealed, boolean standby, String version, long serverTime) {

    /** The statuses 429, 472, 473, 501 and 503 are answers here, not failures. */
    public static CompletableFuture<Health> of(Vault vault) {
        return vault.send(VaultCall.get("sys/health", null)).thenApply(reply -> of(reply.body()));
    }

    private static Health of(JsonNode body) {
        return new Health(
                body.path("initialized").asBoolean(),
                body.path("sealed").asBoolean(true),
                body.path("standby").asBoolean(true),
                body.path("version").asText(""),
                body.path("server_time_utc").asLong());
    }
}
