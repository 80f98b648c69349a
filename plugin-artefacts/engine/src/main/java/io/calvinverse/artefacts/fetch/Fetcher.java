package io.calvinverse.artefacts.fetch;

import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.artefact.HashedOutput;
import io.calvinverse.artefacts.artefact.Hashing;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** Gets artefacts out of a repository, whole and compared, or not at all. */
public final class Fetcher {

    private static final int TRIES = 3;

    private final Repository repository;

    public Fetcher(Repository repository) {
        this.repository = repository;
    }

    /** Reads it to know what it hashes to; empty if there is none. */
    public Optional<Digests> find(Coordinates coordinates) throws IOException, InterruptedException {
        try {
            return Optional.of(read(coordinates, OutputStream::nullOutputStream, Progress.NONE));
        } catch (RepositoryException e) {
            if (e.kind() == RepositoryException.Kind.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Writes it to a file, which is replaced at once when all of it is there.
     *
     * @param sha256 what it must hash to, hexadecimal; empty to take what comes
     * @throws RepositoryException {@code CORRUPT} if it hashes to something else; then the file is as before
     */
    public Digests fetch(Coordinates coordinates, Path file, String sha256, Progress progress)
            throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, ".calvinverse-", ".part");
        try {
            Digests digests = read(coordinates, () -> Files.newOutputStream(part), progress);
            if (!sha256.isEmpty() && !sha256.equalsIgnoreCase(digests.sha256())) {
                throw new RepositoryException(
                        RepositoryException.Kind.CORRUPT,
                        coordinates + " in " + repository.name() + " has " + digests.brief() + ", but sha256 " + sha256
                                + " is wanted; it was replaced, or the wanted one is of another version");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return digests;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private interface Opening {
        OutputStream open() throws IOException;
    }

    /** A connection that breaks in the middle is tried again from the beginning. */
    private Digests read(Coordinates coordinates, Opening opening, Progress progress)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (OutputStream out = opening.open();
                    HashedOutput copied = new HashedOutput(
                            out, new Hashing(repository.format().algorithms()))) {
                repository.fetch(coordinates, copied, progress);
                return copied.digests();
            } catch (RepositoryException e) {
                if (e.kind() != RepositoryException.Kind.UNREACHABLE || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }
}
