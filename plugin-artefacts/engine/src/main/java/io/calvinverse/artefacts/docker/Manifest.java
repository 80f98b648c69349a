package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Hashing;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A manifest or an index, byte for byte as it was written: its digest names the image. */
final class Manifest {

    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    static final String ACCEPTED = String.join(", ", List.of(OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST));

    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] bytes;
    private final String mediaType;
    private final String digest;
    private final JsonNode json;

    /**
     * @param announced its media type as a descriptor or an answer says; empty if unknown
     * @throws ArtefactException if it is none
     */
    Manifest(byte[] bytes, String announced) throws IOException {
        this.bytes = bytes.clone();
        this.digest = digest(bytes);
        try {
            this.json = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new ArtefactException("the manifest " + digest + " is no JSON: " + e.getOriginalMessage(), e);
        }
        String own = json.path("mediaType").asText();
        String guessed = json.has("manifests") ? OCI_INDEX : OCI_MANIFEST;
        this.mediaType = !own.isEmpty() ? own : announced.contains("json") ? announced : guessed;
        if (!Set.of(OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST).contains(mediaType)) {
            throw new ArtefactException("the manifest " + digest + " is of the type '" + mediaType
                    + "', which is none of an image of OCI or of Docker's schema 2");
        }
    }

    static String digest(byte[] bytes) {
        return "sha256:" + Hashing.of(bytes, Set.of(Algorithm.SHA256)).sha256();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int size() {
        return bytes.length;
    }

    String mediaType() {
        return mediaType;
    }

    String digest() {
        return digest;
    }

    boolean isIndex() {
        return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
    }

    /** Descriptors of the manifests of an index. */
    Iterable<JsonNode> children() {
        return json.path("manifests");
    }

    JsonNode config() {
        return json.path("config");
    }

    Iterable<JsonNode> layers() {
        return json.path("layers");
    }
}
