package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.artefacts.tar.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes an image as an OCI archive (a tar of an image layout), with {@code manifest.json} for {@code docker load} if it is of one
 * platform. The bytes depend on the image and its name alone.
 */
final class ImageArchive {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BLOBS = "blobs/sha256/";

    private ImageArchive() {}

    /** Brings the bytes of a blob. */
    interface Bytes {
        void write(Blob blob, OutputStream into) throws IOException, InterruptedException;
    }

    static void write(OutputStream out, String name, String tag, Image image, Bytes bytes)
            throws IOException, InterruptedException {
        TarWriter tar = new TarWriter(out);
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        tar.file("index.json", JSON.writeValueAsBytes(index(name, tag, image.top())));
        if (!image.top().isIndex()) {
            tar.file("manifest.json", JSON.writeValueAsBytes(forDocker(name, tag, image.top())));
        }
        Map<String, Manifest> manifests = new TreeMap<>();
        image.parts().forEach(each -> manifests.put(each.digest(), each));
        manifests.put(image.top().digest(), image.top());
        for (Manifest each : manifests.values()) {
            tar.file(BLOBS + each.digest().substring(7), each.bytes());
        }
        Map<String, Blob> blobs = new TreeMap<>();
        image.blobs().forEach(each -> blobs.put(each.digest(), each));
        for (Blob each : blobs.values()) {
            tar.begin(BLOBS + each.digest().substring(7), each.size());
            bytes.write(each, tar.content());
        }
        tar.end();
    }

    private static ObjectNode index(String name, String tag, Manifest top) {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        index.putArray("manifests")
                .addObject()
                .put("mediaType", top.mediaType())
                .put("digest", top.digest())
                .put("size", top.size())
                .putObject("annotations")
                .put("io.containerd.image.name", name + ":" + tag)
                .put("org.opencontainers.image.ref.name", tag);
        return index;
    }

    private static ArrayNode forDocker(String name, String tag, Manifest top) {
        ArrayNode list = JSON.createArrayNode();
        ObjectNode image = list.addObject();
        image.put("Config", BLOBS + top.config().path("digest").asText().substring(7));
        image.putArray("RepoTags").add(name + ":" + tag);
        ArrayNode layers = image.putArray("Layers");
        for (JsonNode each : top.layers()) {
            layers.add(BLOBS + each.path("digest").asText().substring(7));
        }
        return list;
    }
}
