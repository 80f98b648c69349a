package io.calvinverse.artefacts.provenance;

import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something a build was made from: a commit, a fetched artefact, an image.
 *
 * @param uri for instance {@code git+https://git.example/acme} or {@code pkg:maven/acme/core@1.0}
 * @param digest algorithm in in-toto's words ({@code sha256}, {@code gitCommit}) to hexadecimal value; may be empty
 */
public record Material(String uri, Map<String, String> digest) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    public Material {
        digest = new TreeMap<>(digest);
    }
}
