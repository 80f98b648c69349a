package io.calvinverse.artefacts.publish;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.io.IOException;

/** One artefact after it was checked: upload, verify, receipt. */
final class Work {

    private final Repository repository;
    private final Terms terms;
    private final PublicationListener listener;

    Work(Repository repository, Terms terms, PublicationListener listener) {
        this.repository = repository;
        this.terms = terms;
        this.listener = listener;
    }

    Receipt publish(Publisher.Checked checked) throws IOException, InterruptedException {
        Outcome outcome = outcome(checked);
        Receipt receipt = receipt(checked.artefact(), outcome);
        listener.done(receipt);
        return receipt;
    }

    private Outcome outcome(Publisher.Checked checked) throws IOException, InterruptedException {
        if (checked.presence().state() == Presence.State.EQUAL) {
            return Outcome.PRESENT;
        }
        if (!checked.wanted(terms)) {
            return Outcome.SKIPPED;
        }
        if (terms.dryRun()) {
            return Outcome.PLANNED;
        }
        store(checked.artefact());
        return checked.conflicts() ? Outcome.OVERWRITTEN : Outcome.PUBLISHED;
    }

    private void store(Artefact artefact) throws IOException, InterruptedException {
        try {
            repository.upload(
                    artefact, terms.onConflict() == OnConflict.OVERWRITE, bytes -> listener.moved(artefact, bytes));
        } catch (RepositoryException e) {
            // An answer may be lost after the work was done: the retry then conflicts with what this upload stored
            // itself.
            if (e.kind() != RepositoryException.Kind.CONFLICT && e.kind() != RepositoryException.Kind.UNREACHABLE
                    || !stored(artefact, e)) {
                throw e;
            }
            return;
        }
        Presence read = repository.check(artefact);
        if (read.state() != Presence.State.EQUAL) {
            String found = read.state() == Presence.State.ABSENT ? "nothing" : read.found();
            throw new RepositoryException(
                    RepositoryException.Kind.CORRUPT,
                    repository.name() + " accepted " + artefact + " ("
                            + artefact.content().digests().brief() + ") but has " + found
                            + "; do not use what is there, and publish again");
        }
    }

    private boolean stored(Artefact artefact, RepositoryException failure) throws InterruptedException {
        try {
            return repository.check(artefact).state() == Presence.State.EQUAL;
        } catch (IOException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private Receipt receipt(Artefact artefact, Outcome outcome) throws IOException {
        return new Receipt(
                artefact.coordinates(),
                repository.name(),
                repository.address(artefact.coordinates()).toString(),
                artefact.content().file().toString(),
                artefact.content().size(),
                artefact.content().digests().sha256(),
                outcome);
    }
}
