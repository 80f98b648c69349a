package io.calvinverse.artefacts.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.raw.RawSamples;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryContract;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.Samples;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryRepositoryTest extends RepositoryContract {

    @Override
    protected Repository repository() {
        try {
            return new DirectoryRepository(Files.createDirectories(folder.resolve("share")), Format.RAW);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Samples samples() {
        return RawSamples::make;
    }

    @Test
    void nothingUnfinishedStays() throws Exception {
        publish(OnConflict.FAIL, sample(fresh(), 0), sample(fresh(), 1));
        try (Stream<Path> files = Files.walk(folder.resolve("share"))) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    @Test
    void aReaderNeverSeesHalfAFile() throws Exception {
        Artefact sample = sample(fresh(), 0);
        Path place = Path.of(repository().address(sample.coordinates()));
        boolean[] seen = new boolean[1];
        Progress looking = bytes -> seen[0] |= Files.exists(place);
        repository().upload(sample, false, looking);
        assertEquals(false, seen[0]);
        assertEquals(sample.content().size(), Files.size(place));
    }

    @Test
    void aShareThatIsNotMountedIsNotMade() throws Exception {
        Artefact sample = sample(fresh(), 0);
        Repository missing = new DirectoryRepository(folder.resolve("missing"), Format.RAW);
        RepositoryException failure = assertThrows(RepositoryException.class, () -> missing.check(sample));
        assertTrue(failure.getMessage().contains("mounted"), failure.getMessage());
        assertTrue(Files.notExists(folder.resolve("missing")));
    }
}
