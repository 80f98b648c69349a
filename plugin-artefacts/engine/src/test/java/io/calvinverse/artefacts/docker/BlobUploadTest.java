package io.calvinverse.artefacts.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobUploadTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Artefact sample(String name, int size) throws Exception {
        Path file = folder.resolve(name + ".tar");
        DockerSamples.write(file, name, DockerSamples.image("amd64", size, size));
        return DockerSamples.take(file, name, "1.0");
    }

    @Test
    void goesOnWhereABrokenConnectionStopped() throws Exception {
        try (ResumingRegistry server = new ResumingRegistry(12_345)) {
            Artefact large = sample("large", 100_000);
            DockerRepository repository = SharedRegistry.repository(server.port(), "", PATIENT, 60_000);
            repository.upload(large, false, Progress.NONE);
            assertEquals(Presence.State.EQUAL, repository.check(large).state());
            assertEquals(List.of("0-59999", "12345-72344", "72345-99999"), server.ranges());
        }
    }

    @Test
    void bringsATokenAndTheCredentialOnlyForIt() throws Exception {
        try (TokenGate gate = new TokenGate(SharedRegistry.port())) {
            Artefact sample = sample("gated", 90_000);
            DockerRepository repository = SharedRegistry.repository(gate.port(), "/repository/images", PATIENT, 40_000);
            repository.upload(sample, false, Progress.NONE);
            assertEquals(Presence.State.EQUAL, repository.check(sample).state());
            assertEquals(List.of("service=gate&scope=repository:x:pull,push"), gate.scopes());
        }
    }

    @Test
    void aWrongPasswordIsToldByNameAndNotShown() throws Exception {
        try (TokenGate gate = new TokenGate(SharedRegistry.port())) {
            DockerRepository repository = new DockerRepository(
                    "images",
                    Address.of("http://127.0.0.1:" + gate.port() + "/repository/images"),
                    new Network().transport(Credential.basic("publisher", "falsches-wort"), PATIENT));
            Artefact sample = sample("refused", 10);
            RepositoryException failure = assertThrows(RepositoryException.class, () -> repository.check(sample));
            assertEquals(RepositoryException.Kind.UNAUTHENTICATED, failure.kind());
            assertTrue(failure.getMessage().contains("user publisher"), failure.getMessage());
            assertFalse(failure.getMessage().contains("falsches"), failure.getMessage());
        }
    }
}
