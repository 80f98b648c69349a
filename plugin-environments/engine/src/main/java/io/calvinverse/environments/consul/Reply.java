package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What Consul answered, and from where. */
record Reply(URI address, int status, HttpHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    boolean ok() {
        return status / 100 == 2;
    }

    boolean notFound() {
        return status == NOT_FOUND;
    }

    /** At most a few hundred characters: Consul says why in plain text. */
    String text() {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    /** Parsed; a missing node for 404 or an empty body. */
    JsonNode json() throws ConsulException {
        if (notFound() || body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // Not the parser's message: it quotes the content.
            throw new ConsulException(
                    ConsulException.Kind.REFUSED,
                    address + " answered " + status
                            + " with something that is no JSON; is that Consul, or a proxy in between?",
                    null);
        }
    }

    /** Consul's documentation: an index of zero is a fault of the server, and one is a safe place to wait from. */
    <T> Indexed<T> indexed(T value) {
        return new Indexed<>(
                value,
                Math.max(1, headers.firstValueAsLong("X-Consul-Index").orElse(1)),
                headers.firstValue("X-Consul-KnownLeader").map("true"::equals).orElse(true),
                Duration.ofMillis(
                        headers.firstValueAsLong("X-Consul-LastContact").orElse(0)));
    }
}
