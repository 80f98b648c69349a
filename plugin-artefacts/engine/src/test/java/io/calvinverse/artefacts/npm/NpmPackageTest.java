package io.calvinverse.artefacts.npm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Body;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmPackageTest {

    @TempDir
    Path folder;

    private void refused(Path file, String why) {
        ArtefactException failure = assertThrows(ArtefactException.class, () -> NpmPackage.read(file));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    private Path packed(String manifest) throws Exception {
        Path file = folder.resolve("packed.tgz");
        NpmSamples.pack(file, manifest, new byte[1000]);
        return file;
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path file = folder.resolve("broken.tgz");
        Files.writeString(file, "PK is no gzip");
        refused(file, "not compressed by gzip");
        Files.write(file, new byte[0]);
        refused(file, "empty or was cut off");
        byte[] whole = Files.readAllBytes(packed("{\"name\": \"a\", \"version\": \"1.0.0\"}"));
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        refused(file, "cut off");
        try (var gzip = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("no tar, but longer than a block of it ".repeat(40).getBytes(StandardCharsets.UTF_8));
        }
        refused(file, "is no tar");
        refused(packed("{"), "is no JSON");
        refused(packed("[]"), "no JSON object");
        refused(packed("{\"name\": \"a\"}"), "version");
        refused(packed("{\"name\": \"a\", \"version\": \"1.0\"}"), "'1.0'");
        refused(packed("{\"name\": \"../a\", \"version\": \"1.0.0\"}"), "'../a'");
        refused(packed("{\"name\": \"a\", \"version\": \"1.0.0\", \"private\": true}"), "private");
    }

    @Test
    void aTarWithoutManifestIsNoPackage() throws Exception {
        Path file = folder.resolve("plain.tgz");
        try (var gzip = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            var tar = new io.calvinverse.artefacts.tar.TarWriter(gzip);
            tar.file("index.js", new byte[3]);
            tar.end();
        }
        refused(file, "npm pack");
    }

    @Test
    void theDocumentHasTheLengthItSays() throws Exception {
        for (int variant = 0; variant < 4; variant++) {
            Artefact sample = NpmSamples.make(folder, "length", variant);
            Body body = NpmDocument.of(
                    NpmPackage.read(sample.content().file()),
                    sample.content(),
                    "",
                    Address.of("http://registry.example/npm"));
            byte[] bytes;
            try (InputStream stream = body.open()) {
                bytes = stream.readAllBytes();
            }
            assertEquals(body.length(), bytes.length);
            JsonNode json = new JsonMapper().readTree(bytes);
            JsonNode attached = json.path("_attachments").path("@acme/length-1.2.3-rc.1.tgz");
            byte[] content = Files.readAllBytes(sample.content().file());
            assertArrayEquals(
                    content, Base64.getDecoder().decode(attached.path("data").asText()));
            assertEquals(content.length, attached.path("length").asLong());
            assertEquals("1.2.3-rc.1", json.path("dist-tags").path("next").asText());
        }
    }

    @Test
    void aTagThatIsAVersionIsRefused() {
        assertThrows(ArtefactException.class, () -> new NpmIntake("v1.2"));
        assertThrows(ArtefactException.class, () -> new NpmIntake("1.2"));
        assertThrows(ArtefactException.class, () -> new NpmIntake("a b"));
    }
}
