package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.transport.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Images of random layers, as OCI archives. */
public final class DockerSamples {

    private static final JsonMapper JSON = new JsonMapper();

    private DockerSamples() {}

    public static Artefact make(Path folder, String name, int variant) throws IOException {
        Path file = folder.resolve(name + ".tar");
        write(file, name, image("amd64", 70_000 + variant, variant));
        return take(file, name, "1.0");
    }

    static Artefact take(Path file, String name, String tag) throws IOException {
        return new DockerIntake("acme/" + name, List.of(tag))
                .take(List.of(new FileSearch.Found(file, file.toString())))
                .get(0);
    }

    static void write(Path file, String name, Image image) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageArchive.write(out, "acme/" + name, "1.0", image, (blob, into) -> {
                try (var in = blob.body().open()) {
                    in.transferTo(into);
                }
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An archive of an image whose one layer is this file, of whatever size: nothing is held in memory. */
    public static void write(Path archive, String name, Path layer) throws IOException {
        Content content = Content.of(layer, Format.DOCKER);
        String digest = "sha256:" + content.digests().sha256();
        write(archive, name, image("amd64", new Blob(digest, content.size(), Body.of(content))));
    }

    /** One platform, one layer of that size. */
    static Image image(String architecture, int size, int seed) throws IOException {
        byte[] layer = new byte[size];
        new Random(seed).nextBytes(layer);
        return image(architecture, blob(layer));
    }

    private static Image image(String architecture, Blob layer) throws IOException {
        byte[] config = ("{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"config\":{},\"rootfs\":"
                        + "{\"type\":\"layers\",\"diff_ids\":[\"" + layer.digest() + "\"]}}")
                .getBytes(StandardCharsets.UTF_8);
        ObjectNode json = JSON.createObjectNode().put("schemaVersion", 2);
        json.put("mediaType", Manifest.OCI_MANIFEST);
        json.putObject("config")
                .put("mediaType", "application/vnd.oci.image.config.v1+json")
                .put("digest", Manifest.digest(config))
                .put("size", config.length);
        json.putArray("layers")
                .addObject()
                .put("mediaType", "application/vnd.oci.image.layer.v1.tar")
                .put("digest", layer.digest())
                .put("size", layer.size());
        return new Image(
                new Manifest(JSON.writeValueAsBytes(json), Manifest.OCI_MANIFEST),
                List.of(),
                List.of(blob(config), layer));
    }

    private static Blob blob(byte[] bytes) {
        return new Blob(Manifest.digest(bytes), bytes.length, Body.of(bytes));
    }

    /** Several platforms under one index. */
    static Image index(Image... images) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("schemaVersion", 2);
        json.put("mediaType", Manifest.OCI_INDEX);
        ArrayNode manifests = json.putArray("manifests");
        List<Manifest> parts = new ArrayList<>();
        List<Blob> blobs = new ArrayList<>();
        for (Image each : images) {
            String architecture = parts.isEmpty() ? "amd64" : "arm64";
            manifests
                    .addObject()
                    .put("mediaType", each.top().mediaType())
                    .put("digest", each.top().digest())
                    .put("size", each.top().size())
                    .putObject("platform")
                    .put("architecture", architecture)
                    .put("os", "linux");
            parts.add(each.top());
            blobs.addAll(each.blobs());
        }
        return new Image(new Manifest(JSON.writeValueAsBytes(json), Manifest.OCI_INDEX), parts, blobs);
    }
}
