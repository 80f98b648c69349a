package io.calvinverse.artefacts.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Hashing;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path file;
    private Statement statement;

    @BeforeEach
    void publish() throws Exception {
        file = Files.writeString(folder.resolve("a.zip"), "content");
        String sha256 =
                Hashing.of(Files.readAllBytes(file), Set.of(Algorithm.SHA256)).sha256();
        Receipt receipt = new Receipt(
                Coordinates.raw("a.zip"),
                "raw",
                "https://nexus.example/repository/raw/a.zip",
                file.toString(),
                7,
                sha256,
                Outcome.PUBLISHED);
        statement = Statement.of(
                List.of(receipt),
                new BuildFacts(
                        "https://jenkins.example/",
                        "https://jenkins.example/job/acme/7/",
                        "2026-01-02T03:04:05Z",
                        "",
                        Map.of("job", "acme"),
                        Map.of("agentTemplate", "linux"),
                        List.of(new Material("git+https://git.example/acme", Map.of("gitCommit", "ab12")))));
    }

    private static KeyPair pair(String kind) throws Exception {
        return KeyPairGenerator.getInstance(kind).generateKeyPair();
    }

    private static String pem(String name, Key key) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.getEncoded())
                + "\n-----END " + name + "-----\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "EC", "RSA"})
    void whatWasSignedVerifies(String kind) throws Exception {
        KeyPair pair = pair(kind);
        byte[] envelope =
                Envelope.sign(statement, pem("PRIVATE KEY", pair.getPrivate()), pem("PUBLIC KEY", pair.getPublic()));
        Statement opened = Envelope.open(envelope, pem("PUBLIC KEY", pair.getPublic()));
        assertEquals("https://nexus.example/repository/raw/a.zip", Verification.of(file, opened));
    }

    @Test
    void aChangedByteIsRefused() throws Exception {
        KeyPair pair = pair("Ed25519");
        String publicKey = pem("PUBLIC KEY", pair.getPublic());
        byte[] envelope = Envelope.sign(statement, pem("PRIVATE KEY", pair.getPrivate()), publicKey);

        Files.writeString(file, "cOntent");
        ProvenanceException changed = assertThrows(ProvenanceException.class, () -> Verification.of(file, statement));
        assertTrue(changed.getMessage().contains(file.toString()), changed.getMessage());

        ObjectNode root = (ObjectNode) JSON.readTree(envelope);
        String payload =
                new String(Base64.getDecoder().decode(root.path("payload").asText()), StandardCharsets.UTF_8);
        root.put(
                "payload",
                Base64.getEncoder()
                        .encodeToString(payload.replace("acme", "evil").getBytes(StandardCharsets.UTF_8)));
        ProvenanceException forged =
                assertThrows(ProvenanceException.class, () -> Envelope.open(JSON.writeValueAsBytes(root), publicKey));
        assertTrue(forged.getMessage().contains("not signed by"), forged.getMessage());

        String other = pem("PUBLIC KEY", pair("Ed25519").getPublic());
        assertThrows(ProvenanceException.class, () -> Envelope.open(envelope, other));
        assertThrows(ProvenanceException.class, () -> Envelope.open("{}".getBytes(StandardCharsets.UTF_8), publicKey));
    }

    @Test
    void theStatementIsWhatInTotoAndSlsaSay() throws Exception {
        JsonNode root = JSON.readTree(statement.json());
        assertEquals("https://in-toto.io/Statement/v1", root.path("_type").asText());
        assertEquals(
                "https://slsa.dev/provenance/v1", root.path("predicateType").asText());
        assertEquals(
                64,
                root.path("subject")
                        .path(0)
                        .path("digest")
                        .path("sha256")
                        .asText()
                        .length());
        JsonNode definition = root.path("predicate").path("buildDefinition");
        assertEquals("acme", definition.path("externalParameters").path("job").asText());
        assertEquals(
                "ab12",
                definition
                        .path("resolvedDependencies")
                        .path(0)
                        .path("digest")
                        .path("gitCommit")
                        .asText());
        assertEquals(
                "https://jenkins.example/",
                root.path("predicate")
                        .path("runDetails")
                        .path("builder")
                        .path("id")
                        .asText());
    }

    @Test
    void theWrongKindOfKeyIsNamed() throws Exception {
        String publicKey = pem("PUBLIC KEY", pair("EC").getPublic());
        ProvenanceException failure =
                assertThrows(ProvenanceException.class, () -> Envelope.sign(statement, publicKey, ""));
        assertTrue(failure.getMessage().contains("there is PUBLIC KEY"), failure.getMessage());
        assertTrue(failure.getMessage().contains("openssl"), failure.getMessage());
    }
}
