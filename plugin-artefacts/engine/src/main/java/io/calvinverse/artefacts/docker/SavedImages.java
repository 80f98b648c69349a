package io.calvinverse.artefacts.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.transport.Body;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images in a file: an OCI image layout, as a tar or as a directory (OCI image spec, "Image Layout Specification"), or what
 * {@code docker save} wrote before it wrote those.
 */
final class SavedImages {

    private static final JsonMapper JSON = new JsonMapper();

    private final ImageFiles files;
    private final Map<String, Manifest> tops = new LinkedHashMap<>();
    private final Map<String, List<String>> names = new LinkedHashMap<>();
    private final Map<String, String> layers = new LinkedHashMap<>();

    private SavedImages(ImageFiles files) {
        this.files = files;
    }

    /**
     * @param file a tar, or {@code index.json} of a directory
     * @throws ArtefactException if there is no image in it; says why
     */
    static SavedImages open(Path file) throws IOException {
        try {
            boolean directory = file.endsWith("index.json");
            SavedImages saved = new SavedImages(
                    directory
                            ? ImageFiles.ofDirectory(file.toAbsolutePath().resolveSibling(""))
                            : ImageFiles.ofTar(file));
            saved.read();
            return saved;
        } catch (JsonProcessingException e) {
            throw new ArtefactException(file + " is no image: what lists its parts is no JSON", e);
        } catch (ArtefactException e) {
            throw new ArtefactException(file + " is no image: " + e.getMessage(), e);
        }
    }

    private void read() throws IOException {
        if (files.has("oci-layout")) {
            for (JsonNode each : JSON.readTree(files.read("index.json")).path("manifests")) {
                String digest = each.path("digest").asText();
                add(manifest(digest, each.path("mediaType").asText()), OciName.of(each.path("annotations")));
            }
        } else if (files.has("manifest.json")) {
            for (JsonNode each : JSON.readTree(files.read("manifest.json"))) {
                DockerArchive archive = new DockerArchive(files, each);
                layers.putAll(archive.blobs());
                add(archive.manifest(), archive.names());
            }
        } else {
            throw new ArtefactException("it has neither oci-layout nor manifest.json;"
                    + " docker save, buildah push oci-archive:… and skopeo copy make such files");
        }
        if (tops.isEmpty()) {
            throw new ArtefactException("it lists no image");
        }
    }

    private void add(Manifest top, List<String> called) {
        tops.putIfAbsent(top.digest(), top);
        List<String> all = names.computeIfAbsent(top.digest(), digest -> new ArrayList<>());
        called.stream().filter(name -> !all.contains(name)).forEach(all::add);
    }

    private Manifest manifest(String digest, String mediaType) throws IOException {
        byte[] bytes = files.read(path(digest));
        String found = Manifest.digest(bytes);
        if (!found.equals(digest)) {
            throw new ArtefactException("its manifest " + digest + " has the digest " + found + ": it is damaged");
        }
        return new Manifest(bytes, mediaType);
    }

    private static String path(String digest) throws ArtefactException {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new ArtefactException("it lists '" + digest + "', which is no digest like sha256:ab12…");
        }
        return "blobs/sha256/" + digest.substring(7);
    }

    /** Digests of what tags may lead to. */
    List<String> digests() {
        return List.copyOf(tops.keySet());
    }

    /** What it is called there: {@code acme/app:1.0}, or a tag alone; maybe nothing. */
    List<String> names(String digest) {
        return List.copyOf(names.get(digest));
    }

    /** @throws ArtefactException if a part of it is missing or of another size */
    Image image(String digest) throws IOException, InterruptedException {
        Manifest top = tops.get(digest);
        if (top == null) {
            throw new ArtefactException("it changed meanwhile: it has no " + digest);
        }
        return Image.of(top, new Image.Source() {
            @Override
            public Manifest manifest(String part, String mediaType) throws IOException {
                return SavedImages.this.manifest(part, mediaType);
            }

            @Override
            public Body blob(String part, long size) throws IOException {
                String at = layers.get(part);
                Body body = files.body(at != null ? at : path(part));
                if (body.length() != size) {
                    throw new ArtefactException("its blob " + part + " has " + body.length()
                            + " bytes where its manifest says " + size + ": it is damaged");
                }
                return body;
            }
        });
    }
}
