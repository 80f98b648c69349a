package io.calvinverse.artefacts.publish;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** In memory; each call may fail before it did anything, or after it did it. */
final class FlakyRepository implements Repository {

    final Map<Coordinates, Digests> stored = new ConcurrentHashMap<>();
    final Set<Coordinates> concluded = new HashSet<>();
    final AtomicInteger uploads = new AtomicInteger();

    private final Random dice;
    private final int oneIn;

    /** @param oneIn how rare a fault is; 0 for none */
    FlakyRepository(long seed, int oneIn) {
        this.dice = new Random(seed);
        this.oneIn = oneIn;
    }

    private synchronized void mayFail(String what) throws RepositoryException {
        if (oneIn > 0 && dice.nextInt(oneIn) == 0) {
            throw new RepositoryException(RepositoryException.Kind.UNREACHABLE, what + " got no answer");
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Format format() {
        return Format.RAW;
    }

    @Override
    public Presence check(Artefact artefact) throws IOException {
        mayFail("look for " + artefact);
        Digests there = stored.get(artefact.coordinates());
        if (there == null) {
            return Presence.ABSENT;
        }
        return there.equals(artefact.content().digests())
                ? Presence.equal(there.brief())
                : Presence.different(there.brief());
    }

    @Override
    public void upload(Artefact artefact, boolean overwrite, Progress progress) throws IOException {
        mayFail("upload of " + artefact);
        uploads.incrementAndGet();
        if (stored.containsKey(artefact.coordinates()) && !overwrite) {
            throw new RepositoryException(RepositoryException.Kind.CONFLICT, artefact + " is there");
        }
        stored.put(artefact.coordinates(), artefact.content().digests());
        mayFail("upload of " + artefact);
    }

    @Override
    public int rank(Artefact artefact) {
        return artefact.coordinates().name().hashCode() & 1;
    }

    @Override
    public void conclude(List<Artefact> artefacts) throws IOException {
        mayFail("index");
        artefacts.forEach(each -> concluded.add(each.coordinates()));
    }

    @Override
    public URI address(Coordinates coordinates) {
        return URI.create("memory:/" + coordinates.name());
    }

    @Override
    public void fetch(Coordinates coordinates, OutputStream into, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
