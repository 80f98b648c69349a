package io.calvinverse.artefacts.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.tar.TarWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedImagesTest {

    private static final byte[] LAYER = new byte[2048];

    @TempDir
    Path folder;

    private List<Artefact> take(Path file, String name, String... tags) throws Exception {
        return new DockerIntake(name, List.of(tags)).take(List.of(new FileSearch.Found(file, file.toString())));
    }

    private void refused(Path file, String why) {
        ArtefactException failure = assertThrows(ArtefactException.class, () -> take(file, "acme/app", "1"));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    private Path tar(Map<String, String> files) throws Exception {
        Path file = Files.createTempFile(folder, "image", ".tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            TarWriter tar = new TarWriter(out);
            for (Map.Entry<String, String> each : files.entrySet()) {
                tar.file(each.getKey(), each.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
            tar.end();
        }
        return file;
    }

    /** As Docker 24 saves it. */
    private Map<String, String> old() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("0123/layer.tar", new String(LAYER, StandardCharsets.ISO_8859_1));
        files.put(
                "config.json",
                "{\"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"" + Manifest.digest(LAYER) + "\"]}}");
        files.put(
                "manifest.json",
                "[{\"Config\": \"config.json\", \"RepoTags\": [\"host:5000/acme/app:1.0\", \"app:2.0\"],"
                        + " \"Layers\": [\"0123/layer.tar\"]}]");
        return files;
    }

    @Test
    void anOlderArchiveSaysWhatItIsCalled() throws Exception {
        Path file = tar(old());
        List<String> names = take(file, "").stream()
                .map(each ->
                        each.coordinates().name() + ":" + each.coordinates().version())
                .toList();
        assertEquals(List.of("acme/app:1.0", "app:2.0"), names);
        Artefact named = take(file, "other/name", "3").get(0);
        assertEquals("other/name", named.coordinates().name());
        Image image = SavedImages.open(file).image(named.coordinates().qualifier(DockerIntake.DIGEST));
        assertEquals(Manifest.DOCKER_MANIFEST, image.top().mediaType());
        assertEquals(Manifest.digest(LAYER), image.blobs().get(1).digest());
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path file = folder.resolve("broken.tar");
        Files.write(file, new byte[0]);
        refused(file, "empty");
        Files.writeString(file, "no tar ".repeat(200));
        refused(file, "no tar");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(1);
        }
        refused(file, "gunzip");
        refused(tar(Map.of("a.txt", "a")), "docker save");
        Map<String, String> without = old();
        without.remove("0123/layer.tar");
        refused(tar(without), "0123/layer.tar");
        byte[] whole = Files.readAllBytes(tar(old()));
        Files.write(file, Arrays.copyOf(whole, 1500));
        refused(file, "cut off");
        refused(tar(Map.of("oci-layout", "{}", "index.json", "{")), "no JSON");
        refused(tar(Map.of("oci-layout", "{}", "index.json", "{\"manifests\": []}")), "lists no image");
        refused(tar(Map.of("oci-layout", "{}", "index.json", "{\"manifests\": [{\"digest\": \"md5:1\"}]}")), "md5:1");
    }

    @Test
    void aDamagedManifestIsNamed() throws Exception {
        String digest = Manifest.digest("{}".getBytes(StandardCharsets.UTF_8));
        refused(
                tar(Map.of(
                        "oci-layout",
                        "{}",
                        "index.json",
                        "{\"manifests\": [{\"digest\": \"" + digest + "\"}]}",
                        "blobs/sha256/" + digest.substring(7),
                        "{ }")),
                "damaged");
    }

    @Test
    void aNameIsWantedFromSomebody() throws Exception {
        Map<String, String> nameless = old();
        nameless.put("manifest.json", nameless.get("manifest.json").replaceFirst("\\[\"host.*?]", "[]"));
        Path plain = tar(nameless);
        ArtefactException failure = assertThrows(ArtefactException.class, () -> take(plain, ""));
        assertTrue(failure.getMessage().contains("give name and tags"), failure.getMessage());
        for (String bad : List.of("Acme/App", "acme/app:1", "host:5000/acme", "/acme")) {
            assertThrows(ArtefactException.class, () -> new DockerIntake(bad, List.of()), bad);
        }
        assertThrows(ArtefactException.class, () -> new DockerIntake("acme/app", List.of("a/b")));
    }
}
