package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What an image is called.
 *
 * @param image without registry; empty if only a tag is known
 * @param tag empty if only a name is known
 */
record OciName(String image, String tag) {

    /** {@code localhost:5000/acme/app:1.0}; a text without slash and colon is a tag. */
    static OciName parse(String text) {
        String plain = text.replaceFirst("@sha256:.*", "");
        int slash = plain.lastIndexOf('/');
        int colon = plain.lastIndexOf(':');
        if (slash < 0 && colon < 0) {
            return new OciName("", plain);
        }
        String tag = colon > slash ? plain.substring(colon + 1) : "";
        String image = colon > slash ? plain.substring(0, colon) : plain;
        int first = image.indexOf('/');
        if (first > 0 && image.substring(0, first).matches(".*[.:].*|localhost")) {
            image = image.substring(first + 1).replaceFirst("^library/", "");
        }
        return new OciName(image, tag);
    }

    /** As containerd and Docker write it, else as the specification does; maybe nothing. */
    static List<String> of(JsonNode annotations) {
        String full = annotations.path("io.containerd.image.name").asText();
        String reference = annotations.path("org.opencontainers.image.ref.name").asText();
        return full.isEmpty() ? reference.isEmpty() ? List.of() : List.of(reference) : List.of(full);
    }
}
