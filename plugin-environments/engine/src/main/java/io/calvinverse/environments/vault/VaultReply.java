package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What Vault answered.
 *
 * @param status of HTTP
 * @param body a missing node when there was none
 */
public record VaultReply(int status, JsonNode body) {

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** Vault's own words. They name paths and parameters, never values. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        body.path("errors").forEach(error -> errors.add(error.asText()));
        return errors;
    }

    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        body.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return warnings;
    }

    /** Without the body: it may be a secret. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
