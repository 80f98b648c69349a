package io.calvinverse.artefacts.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a repository that fails at random: whatever happens, doing it again ends well, and no word of it is untrue. */
class PublisherSimulationTest {

    private static final int ROUNDS = 300;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final long FIRST = Long.getLong("calvinverse.seed", System.nanoTime());

    @TempDir
    static Path folder;

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    private static List<Artefact> artefacts(Random random, String content) throws IOException {
        List<Artefact> artefacts = new ArrayList<>();
        int number = 1 + random.nextInt(6);
        for (int i = 0; i < number; i++) {
            Path file = folder.resolve(i + content);
            if (Files.notExists(file)) {
                Files.writeString(file, content + i);
            }
            artefacts.add(new Artefact(Coordinates.raw("file" + i), Content.of(file, Format.RAW)));
        }
        return artefacts;
    }

    private static List<Receipt> publish(
            FlakyRepository repository, List<Artefact> artefacts, OnConflict onConflict, int parallel)
            throws IOException, InterruptedException {
        return new Publisher(THREADS)
                .publish(repository, artefacts, new Terms(onConflict, false, parallel), PublicationListener.NONE);
    }

    @Test
    void publishedAgainUntilItSucceedsAllIsThereAndIndexed() throws Exception {
        for (long seed = FIRST; seed < FIRST + ROUNDS; seed++) {
            String mark = "calvinverse.seed=" + seed;
            Random random = new Random(seed);
            FlakyRepository repository = new FlakyRepository(seed, 3 + random.nextInt(10));
            List<Artefact> artefacts = artefacts(random, "one");
            assertEquals(artefacts.size(), untilItSucceeds(repository, artefacts, random, mark), mark);
            for (Artefact each : artefacts) {
                assertEquals(each.content().digests(), repository.stored.get(each.coordinates()), mark);
                assertTrue(repository.concluded.contains(each.coordinates()), mark);
            }
        }
    }

    private static int untilItSucceeds(FlakyRepository repository, List<Artefact> artefacts, Random random, String mark)
            throws Exception {
        for (int i = 0; i < 5_000; i++) {
            try {
                return publish(repository, artefacts, OnConflict.FAIL, 1 + random.nextInt(4))
                        .size();
            } catch (PublishException e) {
                for (Receipt each : e.done()) {
                    assertEquals(
                            each.sha256(),
                            repository.stored.get(each.coordinates()).sha256(),
                            mark);
                }
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("got no answer"), mark + ": " + e.getMessage());
            }
        }
        throw new AssertionError(mark + ": no success");
    }

    @Test
    void aConflictPublishesNothingUnlessItIsSkippedOrOverwritten() throws Exception {
        for (long seed = FIRST; seed < FIRST + ROUNDS; seed++) {
            String mark = "calvinverse.seed=" + seed;
            Random random = new Random(seed);
            FlakyRepository repository = new FlakyRepository(seed, 0);
            List<Artefact> old = artefacts(random, "one");
            publish(repository, old, OnConflict.FAIL, 2);
            int before = repository.uploads.get();
            List<Artefact> changed = artefacts(random, "two");
            OnConflict onConflict = OnConflict.values()[random.nextInt(3)];
            try {
                List<Receipt> receipts = publish(repository, changed, onConflict, 3);
                assertTrue(onConflict != OnConflict.FAIL, mark);
                Outcome known = onConflict == OnConflict.SKIP ? Outcome.SKIPPED : Outcome.OVERWRITTEN;
                for (int i = 0; i < changed.size(); i++) {
                    assertEquals(
                            i < old.size() ? known : Outcome.PUBLISHED,
                            receipts.get(i).outcome(),
                            mark);
                }
            } catch (IOException e) {
                assertEquals(OnConflict.FAIL, onConflict, mark);
                assertEquals(before, repository.uploads.get(), mark);
            }
        }
    }
}
