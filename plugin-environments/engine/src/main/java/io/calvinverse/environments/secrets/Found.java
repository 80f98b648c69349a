package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.calvinverse.environments.vault.Lease;

/**
 * What a source gave.
 *
 * @param fields an object
 * @param lease null when there is none, as for KV
 */
record Found(JsonNode fields, Lease lease) {

    static Found of(JsonNode body, boolean dynamic) {
        String id = body.path("lease_id").asText("");
        Lease lease = !dynamic || id.isEmpty() ? null : Lease.of(body);
        return new Found(body.path("data"), lease);
    }
}
