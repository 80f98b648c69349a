package io.calvinverse.artefacts.nuget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.directory.DirectoryRepository;
import io.calvinverse.artefacts.plan.FileSearch;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import io.calvinverse.artefacts.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What NuGet's own client says of what was published into a directory, the file share of a small set-up. */
class NugetClientTest {

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private Outcome publish(Repository repository, Path file) throws Exception {
        List<Artefact> artefacts = new NugetIntake().take(List.of(new FileSearch.Found(file, file.toString())));
        return new Publisher(threads)
                .publish(repository, artefacts, Terms.USUAL, PublicationListener.NONE)
                .get(0)
                .outcome();
    }

    @Test
    void itRestoresEachVersionFromAFileShare() throws Exception {
        NugetClient client = new NugetClient(folder);
        Path share = Files.createDirectory(folder.resolve("a share"));
        Repository repository = new DirectoryRepository(share, Format.NUGET);
        assertEquals(Outcome.PUBLISHED, publish(repository, client.pack("Acme.Share", "1.0.0", "one")));
        assertEquals(Outcome.PUBLISHED, publish(repository, client.pack("Acme.Share", "1.1.0", "two")));
        assertEquals("one", client.restore(share.toString(), "Acme.Share", "1.0.0"));
        assertEquals("two", client.restore(share.toString(), "Acme.Share", "1.1.0"));
    }
}
