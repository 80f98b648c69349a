package io.calvinverse.artefacts.story;

import static io.calvinverse.parts.story.Markup.format;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.publish.OnConflict;
import io.calvinverse.artefacts.publish.PublicationListener;
import io.calvinverse.artefacts.publish.PublishException;
import io.calvinverse.artefacts.publish.Publisher;
import io.calvinverse.artefacts.publish.Terms;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.parts.story.Grid;
import io.calvinverse.parts.story.Narrator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where publications are handed in; keeps every receipt. */
final class Counter implements AutoCloseable {
    /** A publication, successful or not. */
    record Handed(List<Receipt> receipts, String refusal) {
        boolean all(Outcome outcome) {
            return refusal.isEmpty() && receipts.stream().allMatch(receipt -> receipt.outcome() == outcome);
        }

        int of(Outcome outcome) {
            return (int) receipts.stream()
                    .filter(receipt -> receipt.outcome() == outcome)
                    .count();
        }
    }

    private final Narrator narrator;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "publishes");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Receipt> receipts = new ArrayList<>();
    private final Grid grid = new Grid("At", "Artefact", "Where", "Size", "SHA-256", "Outcome");
    private int refused;

    Counter(Narrator narrator) {
        this.narrator = narrator;
    }

    Handed publish(Repository repository, List<Artefact> artefacts) throws InterruptedException {
        return publish(repository, artefacts, 4, PublicationListener.NONE);
    }

    /** Tells what became of it, whatever that is. */
    Handed publish(Repository repository, List<Artefact> artefacts, int parallel, PublicationListener listener)
            throws InterruptedException {
        double from = narrator.now();
        try {
            List<Receipt> made = new Publisher(threads)
                    .publish(repository, artefacts, new Terms(OnConflict.FAIL, false, parallel), listener);
            made.forEach(this::keep);
            narrator.happened(format(
                    "%d %s after %.1f s",
                    made.size(), made.size() == 1 ? "receipt" : "receipts", narrator.now() - from));
            return new Handed(made, "");
        } catch (IOException e) {
            if (e instanceof PublishException broken) {
                broken.done().forEach(this::keep);
            }
            refused++;
            narrator.happened(e.getMessage());
            return new Handed(List.of(), String.valueOf(e.getMessage()));
        }
    }

    private void keep(Receipt receipt) {
        receipts.add(receipt);
        grid.row(
                format("%.1f s", narrator.now()),
                receipt.coordinates().toString().replaceAll(" \\(.*", ""),
                new Grid.Code(receipt.url().replaceFirst("https?://[^/]*", receipt.repository() + ":")),
                receipt.size(),
                new Grid.Code(receipt.sha256().substring(0, 16) + "…"),
                receipt.outcome().symbol());
    }

    private long of(Outcome outcome) {
        return receipts.stream().filter(receipt -> receipt.outcome() == outcome).count();
    }

    long published() {
        return of(Outcome.PUBLISHED);
    }

    long present() {
        return of(Outcome.PRESENT);
    }

    int refused() {
        return refused;
    }

    String html() {
        return grid.html();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
