package io.calvinverse.artefacts.nexus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.raw.RawRepository;
import io.calvinverse.artefacts.raw.RawSamples;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NexusServerTest {

    @TempDir
    Path folder;

    private static Credential user(String name) {
        return Credential.basic(name, "geheim-" + name);
    }

    private static NexusServer server(Credential credential) {
        return new NexusServer(new Address(SharedNexus.get().address()), new Network().transport(credential));
    }

    @Test
    void itTellsVersionEditionAndRepositories() throws Exception {
        NexusStatus status = server(Credential.NONE).status();
        assertEquals("3.71.0-06", status.version());
        assertEquals("OSS", status.edition());
        assertTrue(status.writable());
        assertTrue(server(user("writer")).repositories().stream()
                .anyMatch(each -> each.name().equals("raw-once") && each.isHosted() && each.holds(Format.RAW)));
    }

    @Test
    void theRightToWriteIsToldAndNothingIsWritten() throws Exception {
        for (String repository : new String[] {"raw-once", "maven-once"}) {
            assertEquals(WriteRight.GRANTED, server(user("writer")).writeRight(repository));
            assertEquals(WriteRight.DENIED, server(user("reader")).writeRight(repository));
            assertEquals(WriteRight.UNAUTHENTICATED, server(Credential.NONE).writeRight(repository));
            assertEquals(
                    WriteRight.UNAUTHENTICATED,
                    server(Credential.basic("writer", "wrong")).writeRight(repository));
        }
        assertEquals(WriteRight.NO_SUCH_REPOSITORY, server(user("writer")).writeRight("none"));
        String stored = SharedNexus.get().call("GET", "/service/rest/v1/components?repository=raw-once", "");
        assertFalse(stored.contains("write-right"), stored);
    }

    @Test
    void aRepositoryThatTakesNoUploadsIsRefusedNamingThoseThatDo() throws Exception {
        NexusServer server = server(user("writer"));
        server.require("raw-once", Format.RAW);
        for (String[] wrong : new String[][] {
            {"maven-public", "group"},
            {"maven-central", "proxy"},
            {"raw-once", "holds raw"},
            {"none", "shows no repository"}
        }) {
            RepositoryException failure =
                    assertThrows(RepositoryException.class, () -> server.require(wrong[0], Format.MAVEN));
            assertTrue(failure.getMessage().contains(wrong[1]), failure.getMessage());
            assertTrue(failure.getMessage().contains("maven-releases"), failure.getMessage());
        }
    }

    private RepositoryException refused(Credential credential, String repository) throws Exception {
        Artefact sample = RawSamples.make(folder, "refused", 0);
        RawRepository raw = new RawRepository(
                repository,
                new Address(SharedNexus.get().address().resolve("/repository/" + repository)),
                new Network().transport(credential));
        return assertThrows(RepositoryException.class, () -> raw.upload(sample, false, Progress.NONE));
    }

    @Test
    void refusalsNameTheirCause() throws Exception {
        assertEquals(
                RepositoryException.Kind.FORBIDDEN,
                refused(user("reader"), "raw-once").kind());
        assertEquals(
                RepositoryException.Kind.UNAUTHENTICATED,
                refused(Credential.basic("writer", "wrong"), "raw-once").kind());
        assertEquals(
                RepositoryException.Kind.REFUSED,
                refused(user("writer"), "maven-public").kind());
        assertEquals(
                RepositoryException.Kind.ABSENT, refused(user("writer"), "none").kind());
    }

    @Test
    void aReadOnlyServerIsSaidSo() throws Exception {
        SharedNexus.get().call("POST", "/service/rest/v1/read-only/freeze", "");
        try {
            assertFalse(server(Credential.NONE).status().writable());
            RepositoryException refusal = refused(user("writer"), "raw-once");
            assertEquals(RepositoryException.Kind.CLOSED, refusal.kind());
            assertTrue(refusal.getMessage().contains("read-only"), refusal.getMessage());
        } finally {
            SharedNexus.get().call("POST", "/service/rest/v1/read-only/release", "");
        }
    }
}
