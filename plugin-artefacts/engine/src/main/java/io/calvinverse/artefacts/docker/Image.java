package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.transport.Body;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image, of one platform or of several.
 *
 * @param top what a tag leads to
 * @param parts the manifests of an index, each after those it speaks of
 * @param blobs each once
 */
record Image(Manifest top, List<Manifest> parts, List<Blob> blobs) {

    /** Where the parts of an image come from. */
    interface Source {
        Manifest manifest(String digest, String mediaType) throws IOException, InterruptedException;

        /** {@code null} if the source cannot tell before. */
        Body blob(String digest, long size) throws IOException;
    }

    static Image of(Manifest top, Source source) throws IOException, InterruptedException {
        List<Manifest> parts = new ArrayList<>();
        Map<String, Blob> blobs = new LinkedHashMap<>();
        collect(top, source, parts, blobs);
        parts.remove(top);
        return new Image(top, parts, List.copyOf(blobs.values()));
    }

    private static void collect(Manifest manifest, Source source, List<Manifest> parts, Map<String, Blob> blobs)
            throws IOException, InterruptedException {
        if (manifest.isIndex()) {
            for (JsonNode child : manifest.children()) {
                String digest = digest(child);
                collect(source.manifest(digest, child.path("mediaType").asText()), source, parts, blobs);
            }
        } else {
            add(manifest.config(), source, blobs);
            for (JsonNode layer : manifest.layers()) {
                // What must not be distributed is fetched from elsewhere (OCI image spec, "Non-Distributable Layers").
                if (layer.path("urls").isEmpty()) {
                    add(layer, source, blobs);
                }
            }
        }
        if (parts.stream().noneMatch(each -> each.digest().equals(manifest.digest()))) {
            parts.add(manifest);
        }
    }

    private static void add(JsonNode descriptor, Source source, Map<String, Blob> blobs) throws IOException {
        String digest = digest(descriptor);
        long size = descriptor.path("size").asLong(-1);
        if (size < 0) {
            throw new ArtefactException("its manifest gives " + digest + " no size");
        }
        if (!blobs.containsKey(digest)) {
            blobs.put(digest, new Blob(digest, size, source.blob(digest, size)));
        }
    }

    private static String digest(JsonNode descriptor) throws ArtefactException {
        String digest = descriptor.path("digest").asText();
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new ArtefactException(
                    "its manifest names something '" + digest + "'; only digests like sha256:ab12… are understood");
        }
        return digest;
    }
}
