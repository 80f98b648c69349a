package io.calvinverse.artefacts.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalBookTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("below/arrivals.json");
    }

    private static Arrival image(String tag, String digest) {
        return new Arrival("registry", "docker", "r:5000", "acme/app", tag, "sha256:" + digest);
    }

    private List<String> pending() throws IOException {
        return ArrivalBook.open(file).pending().stream()
                .map(each -> each.arrival().version() + each.arrival().digest() + each.jobs())
                .toList();
    }

    @Test
    void whatWasTakenSurvivesUntilItsJobsHaveStarted() throws Exception {
        ArrivalBook book = ArrivalBook.open(file);
        String id = book.take(List.of(image("1", "a"))).get(0).id();
        assertEquals(List.of("1sha256:anull"), pending());
        book.assign(id, Set.of("one", "two"));
        assertEquals(List.of("1sha256:a[one, two]"), pending());
        ArrivalBook.open(file).started(id, "one");
        assertEquals(List.of("1sha256:a[two]"), pending());
        ArrivalBook.open(file).started(id, "two");
        assertEquals(List.of(), pending());
    }

    @Test
    void theSameToldAgainIsKnownAlsoAfterARestart() throws Exception {
        assertEquals(
                2,
                ArrivalBook.open(file)
                        .take(List.of(image("1", "a"), image("1", "a"), image("2", "a")))
                        .size());
        ArrivalBook book = ArrivalBook.open(file);
        assertEquals(0, book.take(List.of(image("1", "a"))).size());
        assertEquals(1, book.take(List.of(image("1", "b"))).size());
        // Back to what it was before: that is news.
        assertEquals(1, book.take(List.of(image("1", "a"))).size());
        assertEquals(
                4,
                ArrivalBook.open(file).pending().stream()
                        .map(ArrivalBook.Pending::id)
                        .distinct()
                        .count());
    }

    @Test
    void anArrivalNoJobWantsIsDone() throws Exception {
        ArrivalBook book = ArrivalBook.open(file);
        book.assign(book.take(List.of(image("1", "a"))).get(0).id(), Set.of());
        assertEquals(List.of(), pending());
    }

    @Test
    void whatCannotBeWrittenIsNotTaken() throws Exception {
        ArrivalBook book = ArrivalBook.open(file);
        Files.writeString(folder.resolve("below"), "in the way");
        assertThrows(IOException.class, () -> book.take(List.of(image("1", "a"))));
        Files.delete(folder.resolve("below"));
        assertEquals(1, book.take(List.of(image("1", "a"))).size());
    }

    @Test
    void aDamagedFileIsMovedAside() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"next\": 3, ");
        IOException failure = assertThrows(IOException.class, () -> ArrivalBook.open(file));
        assertTrue(failure.getMessage().contains("arrivals.json.damaged"), failure.getMessage());
        assertEquals(List.of(), pending());
    }
}
