package io.calvinverse.artefacts.publish;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Outcome;
import io.calvinverse.artefacts.artefact.Receipt;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Check, upload, verify, receipt. All artefacts are checked before the first is sent, so a conflict publishes nothing. What is there and
 * equal is done already; therefore a publication that failed, or was killed, is taken up by doing it again.
 */
public final class Publisher {

    private final Executor threads;

    /** @param threads has room for as many tasks at once as {@link Terms#parallel} says; a caller's own thread only waits */
    public Publisher(Executor threads) {
        this.threads = threads;
    }

    /**
     * @return a receipt per artefact, in their order
     * @throws PublishException when some were published before another failed; says which
     */
    public List<Receipt> publish(
            Repository repository, List<Artefact> artefacts, Terms terms, PublicationListener listener)
            throws IOException, InterruptedException {
        Crew crew = new Crew(threads, terms.parallel());
        List<Checked> checked = crew.all(artefacts.stream()
                .map(artefact -> (Callable<Checked>) () -> new Checked(artefact, repository.check(artefact)))
                .toList());
        if (terms.onConflict() == OnConflict.FAIL) {
            refuseConflicts(repository, checked);
        }
        listener.checked(
                checked.size(),
                checked.stream()
                        .filter(each -> each.wanted(terms))
                        .mapToLong(each -> each.artefact().content().size())
                        .sum());
        Work work = new Work(repository, terms, listener);
        Map<Coordinates, Receipt> done = new ConcurrentHashMap<>();
        TreeMap<Integer, List<Checked>> ranks = new TreeMap<>();
        checked.forEach(each -> ranks.computeIfAbsent(repository.rank(each.artefact()), rank -> new ArrayList<>())
                .add(each));
        try {
            for (List<Checked> rank : ranks.values()) {
                crew.all(rank.stream()
                        .map(each -> (Callable<Receipt>) () -> {
                            Receipt receipt = work.publish(each);
                            done.put(receipt.coordinates(), receipt);
                            return receipt;
                        })
                        .toList());
            }
            if (!terms.dryRun()) {
                // What was skipped is somebody else's: its digests and tags are not ours to give.
                repository.conclude(artefacts.stream()
                        .filter(each -> done.get(each.coordinates()).outcome() != Outcome.SKIPPED)
                        .toList());
            }
        } catch (IOException e) {
            throw failed(done.values(), artefacts.size(), e);
        }
        return artefacts.stream().map(each -> done.get(each.coordinates())).toList();
    }

    private static void refuseConflicts(Repository repository, List<Checked> checked) throws IOException {
        List<Checked> conflicts = checked.stream().filter(Checked::conflicts).toList();
        if (!conflicts.isEmpty()) {
            Checked first = conflicts.get(0);
            String others = conflicts.size() == 1 ? "" : " So do " + (conflicts.size() - 1) + " more.";
            throw new RepositoryException(
                    RepositoryException.Kind.CONFLICT,
                    repository.name() + " has " + first.artefact() + " with another content ("
                            + first.presence().found() + "; the file "
                            + first.artefact().content().file() + " has "
                            + first.artefact().content().digests().brief()
                            + "); bump the version or set onConflict: 'skip'. Nothing was published." + others);
        }
    }

    private static PublishException failed(Collection<Receipt> done, int all, IOException cause) {
        List<Receipt> stored = List.copyOf(done).stream()
                .filter(each -> each.outcome() == Outcome.PUBLISHED || each.outcome() == Outcome.OVERWRITTEN)
                .toList();
        String before = stored.isEmpty()
                ? refused(cause) ? "Nothing was published." : "What arrived is not known to be complete."
                : stored.size() + " of " + all + " are published: "
                        + stored.stream()
                                .limit(10)
                                .map(each -> each.coordinates().toString())
                                .toList()
                        + (stored.size() > 10 ? " and more" : "") + "; the same step again goes on from there.";
        return new PublishException(cause.getMessage() + ". " + before, stored, cause);
    }

    /** Whether the server took nothing, as far as it is to be believed. */
    private static boolean refused(IOException cause) {
        return cause instanceof RepositoryException refusal
                && refusal.kind() != RepositoryException.Kind.CORRUPT
                && refusal.kind() != RepositoryException.Kind.UNREACHABLE;
    }

    /** An artefact and what the repository had of it. */
    record Checked(Artefact artefact, Presence presence) {
        boolean conflicts() {
            return presence.state() == Presence.State.DIFFERENT;
        }

        boolean wanted(Terms terms) {
            return presence.state() == Presence.State.ABSENT
                    || conflicts() && terms.onConflict() == OnConflict.OVERWRITE;
        }
    }
}
