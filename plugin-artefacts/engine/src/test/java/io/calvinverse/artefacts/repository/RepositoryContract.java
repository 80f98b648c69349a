package io.calvinverse.artefacts.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every repository does. Subclasses give one, and samples of its format. */
public abstract class RepositoryContract {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    protected Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    protected final Publisher publisher = new Publisher(threads);

    /** One that takes uploads; several calls give the same place. */
    protected abstract Repository repository();

    protected abstract Samples samples();

    /** Whether it lets what is there be replaced. */
    protected boolean overwrites() {
        return true;
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** A name no other test used. */
    protected String fresh() {
        return "thing" + NAMES.incrementAndGet();
    }

    protected Artefact sample(String name, int variant) throws Exception {
        return samples().make(Files.createDirectories(folder.resolve("v" + variant)), name, variant);
    }

    protected List<Receipt> publish(OnConflict onConflict, Artefact... artefacts) throws Exception {
        return publisher.publish(
                repository(), List.of(artefacts), new Terms(onConflict, false, 4), PublicationListener.NONE);
    }

    protected byte[] fetched(Artefact artefact) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        repository().fetch(artefact.coordinates(), bytes, Progress.NONE);
        return bytes.toByteArray();
    }

    protected static byte[] bytes(Artefact artefact) throws Exception {
        return Files.readAllBytes(artefact.content().file());
    }

    @Test
    void nothingIsThereAtFirst() throws Exception {
        Artefact sample = sample(fresh(), 0);
        assertEquals(Presence.ABSENT, repository().check(sample));
        RepositoryException failure = assertThrows(RepositoryException.class, () -> fetched(sample));
        assertEquals(RepositoryException.Kind.ABSENT, failure.kind(), failure.getMessage());
        assertTrue(failure.getMessage().contains(sample.toString()), failure.getMessage());
    }

    @Test
    void whatIsPublishedIsThereIdentically() throws Exception {
        Artefact sample = sample(fresh(), 0);
        Receipt receipt = publish(OnConflict.FAIL, sample).get(0);
        assertEquals(Outcome.PUBLISHED, receipt.outcome());
        assertEquals(sample.content().digests().sha256(), receipt.sha256());
        assertEquals(sample.content().size(), receipt.size());
        assertArrayEquals(bytes(sample), fetched(sample));
        assertEquals(Presence.State.EQUAL, repository().check(again(sample)).state());
    }

    /** The same artefact, as another build would read it. */
    private Artefact again(Artefact original) throws Exception {
        return new Artefact(
                original.coordinates(),
                Content.of(original.content().file(), repository().format()));
    }

    @Test
    void publishingTheSameAgainChangesNothing() throws Exception {
        Artefact sample = sample(fresh(), 0);
        publish(OnConflict.FAIL, sample);
        assertEquals(Outcome.PRESENT, publish(OnConflict.FAIL, sample).get(0).outcome());
    }

    @Test
    void anotherContentIsRefusedAndNothingIsPublished() throws Exception {
        String name = fresh();
        Artefact old = sample(name, 0);
        Artefact beside = sample(fresh(), 0);
        publish(OnConflict.FAIL, old);
        Artefact changed = sample(name, 1);
        RepositoryException failure =
                assertThrows(RepositoryException.class, () -> publish(OnConflict.FAIL, beside, changed));
        assertEquals(RepositoryException.Kind.CONFLICT, failure.kind(), failure.getMessage());
        assertTrue(failure.getMessage().contains(changed.toString()), failure.getMessage());
        assertArrayEquals(bytes(old), fetched(old));
        assertEquals(Presence.ABSENT, repository().check(beside));
    }

    @Test
    void anotherContentIsSkippedWhenAskedFor() throws Exception {
        String name = fresh();
        Artefact old = sample(name, 0);
        publish(OnConflict.FAIL, old);
        assertEquals(
                Outcome.SKIPPED,
                publish(OnConflict.SKIP, sample(name, 1)).get(0).outcome());
        assertArrayEquals(bytes(old), fetched(old));
    }

    @Test
    void anotherContentReplacesWhenAskedFor() throws Exception {
        String name = fresh();
        publish(OnConflict.FAIL, sample(name, 0));
        Artefact changed = sample(name, 1);
        if (!overwrites()) {
            assertThrows(java.io.IOException.class, () -> publish(OnConflict.OVERWRITE, changed));
            return;
        }
        assertEquals(
                Outcome.OVERWRITTEN,
                publish(OnConflict.OVERWRITE, changed).get(0).outcome());
        assertArrayEquals(bytes(changed), fetched(changed));
    }

    @Test
    void aDryRunSendsNothing() throws Exception {
        Artefact sample = sample(fresh(), 0);
        List<Receipt> receipts = publisher.publish(
                repository(), List.of(sample), new Terms(OnConflict.FAIL, true, 1), PublicationListener.NONE);
        assertEquals(Outcome.PLANNED, receipts.get(0).outcome());
        assertEquals(Presence.ABSENT, repository().check(sample));
    }

    @Test
    void manyAtOnce() throws Exception {
        List<Artefact> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(sample(fresh(), i));
        }
        AtomicLong moved = new AtomicLong();
        List<Receipt> receipts =
                publisher.publish(repository(), many, new Terms(OnConflict.FAIL, false, 8), new PublicationListener() {
                    @Override
                    public void moved(Artefact artefact, long bytes) {
                        moved.addAndGet(bytes);
                    }
                });
        assertEquals(many.size(), receipts.size());
        assertTrue(moved.get()
                >= many.stream().mapToLong(each -> each.content().size()).sum());
        for (int i = 0; i < many.size(); i++) {
            assertEquals(many.get(i).coordinates(), receipts.get(i).coordinates());
            assertArrayEquals(bytes(many.get(i)), fetched(many.get(i)));
        }
    }
}
