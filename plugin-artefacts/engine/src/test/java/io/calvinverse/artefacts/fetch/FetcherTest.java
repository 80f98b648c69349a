package io.calvinverse.artefacts.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.fault.Fault;
import io.calvinverse.artefacts.fault.FaultProxy;
import io.calvinverse.artefacts.raw.FileServer;
import io.calvinverse.artefacts.raw.RawRepository;
import io.calvinverse.artefacts.raw.RawSamples;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {

    @TempDir
    Path folder;

    private FileServer server;
    private FaultProxy proxy;
    private Fetcher fetcher;
    private Artefact sample;

    @BeforeEach
    void publish() throws Exception {
        server = new FileServer();
        proxy = new FaultProxy(server.port());
        RawRepository repository = new RawRepository(
                "files",
                Address.of("http://127.0.0.1:" + proxy.port() + "/files"),
                new Network().transport(Credential.NONE));
        sample = RawSamples.make(folder, "sample", 0);
        repository.upload(sample, false, Progress.NONE);
        fetcher = new Fetcher(repository);
    }

    @AfterEach
    void end() {
        proxy.close();
        server.close();
    }

    @Test
    void aBrokenConnectionIsTakenUpAgain() throws Exception {
        proxy.arm(Fault.LOST_ANSWER, 0, 1);
        Path file = folder.resolve("new/fetched.bin");
        assertEquals(
                sample.content().digests(),
                fetcher.fetch(
                        sample.coordinates(), file, sample.content().digests().sha256(), Progress.NONE));
        assertArrayEquals(Files.readAllBytes(sample.content().file()), Files.readAllBytes(file));
    }

    @Test
    void anotherContentIsRefusedAndTheFileStays() throws Exception {
        Path file = Files.writeString(folder.resolve("fetched.bin"), "old");
        RepositoryException failure = assertThrows(
                RepositoryException.class,
                () -> fetcher.fetch(sample.coordinates(), file, "ab".repeat(32), Progress.NONE));
        assertEquals(RepositoryException.Kind.CORRUPT, failure.kind());
        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(each -> each.toString().endsWith(".part")));
        }
    }

    @Test
    void whatIsThereIsFound() throws Exception {
        assertEquals(Optional.of(sample.content().digests()), fetcher.find(sample.coordinates()));
        assertEquals(Optional.empty(), fetcher.find(Coordinates.raw("none")));
    }
}
