package io.calvinverse.artefacts.directory;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Hashing;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A directory, often a file share. A file is written beside its place under a name no client reads and then renamed, so a reader sees
 * all of it or nothing; what a crash leaves is such a {@code .calvinverse-*.part} file.
 */
public final class DirectoryRepository implements Repository {

    private static final int BUFFER = 128 * 1024;

    private final Path root;
    private final Format format;

    /** @param root exists; a missing one may be a share that is not mounted, so it is not made */
    public DirectoryRepository(Path root, Format format) {
        this.root = root.toAbsolutePath().normalize();
        this.format = format;
    }

    @Override
    public String name() {
        return "directory " + root;
    }

    @Override
    public Format format() {
        return format;
    }

    @Override
    public URI address(Coordinates coordinates) {
        return place(coordinates).toUri();
    }

    private Path place(Coordinates coordinates) {
        Path place = root.resolve(Layout.path(coordinates)).normalize();
        if (!place.startsWith(root) || place.equals(root)) {
            throw new IllegalArgumentException(coordinates + " would lie outside of the " + name());
        }
        return place;
    }

    @Override
    public Presence check(Artefact artefact) throws IOException {
        present();
        Path place = place(artefact.coordinates());
        if (!Files.exists(place)) {
            return Presence.ABSENT;
        }
        if (Files.size(place) != artefact.content().size()) {
            return Presence.different(Files.size(place) + " bytes");
        }
        try (InputStream stored = Files.newInputStream(place)) {
            Digests found = Hashing.of(stored, format.algorithms());
            return artefact.content().digests().matches(found)
                    ? Presence.equal(found.brief())
                    : Presence.different(found.brief());
        }
    }

    @Override
    public void upload(Artefact artefact, boolean overwrite, Progress progress) throws IOException {
        present();
        Path place = place(artefact.coordinates());
        Path folder = Objects.requireNonNull(place.getParent(), "a place below the root");
        Files.createDirectories(folder);
        Placing placing = new Placing(folder);
        try (InputStream content = artefact.content().open()) {
            placing.write(out -> copy(content, out, progress));
            if (!placing.moveTo(place, overwrite)) {
                throw new RepositoryException(
                        RepositoryException.Kind.CONFLICT,
                        artefact + " was put into the " + name()
                                + " by somebody else meanwhile; publish again to compare");
            }
        } finally {
            placing.discard();
        }
    }

    @Override
    public void fetch(Coordinates coordinates, OutputStream into, Progress progress) throws IOException {
        present();
        Path place = place(coordinates);
        if (!Files.exists(place)) {
            throw new RepositoryException(
                    RepositoryException.Kind.ABSENT, "there is no " + coordinates + " in the " + name() + ": " + place);
        }
        try (InputStream stored = Files.newInputStream(place)) {
            copy(stored, into, progress);
        }
    }

    private void present() throws RepositoryException {
        if (!Files.isDirectory(root)) {
            throw new RepositoryException(
                    RepositoryException.Kind.UNREACHABLE,
                    "the " + name() + " does not exist; is the share mounted on this agent?");
        }
    }

    private static void copy(InputStream from, OutputStream to, Progress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new java.io.InterruptedIOException("interrupted while copying");
            }
            to.write(buffer, 0, read);
            progress.moved(read);
        }
    }
}
