package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One image of what {@code docker save} wrote before Docker 25: a configuration and layers that are not compressed. It has no manifest;
 * ours follows from it alone ("Image Manifest Version 2, Schema 2"), so the same archive has the same digest always. The digests of the
 * layers are those of the configuration's {@code rootfs.diff_ids}.
 */
final class DockerArchive {

    private static final JsonMapper JSON = new JsonMapper();

    private final Manifest manifest;
    private final Map<String, String> blobs = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /** @param entry of {@code manifest.json} */
    DockerArchive(ImageFiles files, JsonNode entry) throws IOException {
        String configPath = entry.path("Config").asText();
        byte[] config = files.read(configPath);
        JsonNode digests = JSON.readTree(config).path("rootfs").path("diff_ids");
        JsonNode layers = entry.path("Layers");
        if (digests.size() != layers.size()) {
            throw new ArtefactException("its manifest.json has " + layers.size() + " layers, its configuration "
                    + digests.size() + ": it is damaged");
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("schemaVersion", 2).put("mediaType", Manifest.DOCKER_MANIFEST);
        String digest = Manifest.digest(config);
        blobs.put(digest, configPath);
        json.putObject("config")
                .put("mediaType", "application/vnd.docker.container.image.v1+json")
                .put("size", config.length)
                .put("digest", digest);
        ArrayNode list = json.putArray("layers");
        for (int i = 0; i < layers.size(); i++) {
            String path = layers.get(i).asText();
            blobs.put(digests.get(i).asText(), path);
            list.addObject()
                    .put("mediaType", "application/vnd.docker.image.rootfs.diff.tar")
                    .put("size", files.body(path).length())
                    .put("digest", digests.get(i).asText());
        }
        entry.path("RepoTags").forEach(name -> names.add(name.asText()));
        manifest = new Manifest(JSON.writeValueAsBytes(json), Manifest.DOCKER_MANIFEST);
    }

    Manifest manifest() {
        return manifest;
    }

    /** Digest to path. */
    Map<String, String> blobs() {
        return Map.copyOf(blobs);
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
