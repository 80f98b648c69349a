package io.calvinverse.artefacts.transport;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came back, whatever its status.
 *
 * @param uri where it came from at last, after redirects
 * @param body empty when it was streamed elsewhere
 * @param attempts how often it was tried
 */
public record Answer(int status, HttpHeaders headers, byte[] body, URI uri, int attempts) {

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Whether a Nexus sent it; a proxy before it may hide that. */
    public boolean isNexus() {
        return header("Server").orElse("").startsWith("Nexus/");
    }

    /** {@code Location}, made absolute; empty if there is none. */
    public Optional<URI> location() {
        return header("Location").map(uri::resolve);
    }
}
