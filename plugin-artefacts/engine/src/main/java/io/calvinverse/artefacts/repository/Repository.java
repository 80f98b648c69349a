package io.calvinverse.artefacts.repository;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;

/**
 * A place that holds artefacts of one format. All methods may be called by several threads at once, do I/O, and end within two
 * seconds with an {@link InterruptedException} when their thread is interrupted. An {@link IOException} says what failed, why, and
 * what can be done; a {@link RepositoryException} says in addition of what kind it is.
 */
public interface Repository {

    /** For messages and receipts; no credentials. */
    String name();

    Format format();

    /**
     * Whether it is there, and equal, by what the repository says it has stored.
     *
     * @throws RepositoryException when it cannot be told
     */
    Presence check(Artefact artefact) throws IOException, InterruptedException;

    /**
     * Stores it, replacing what is there if {@code overwrite}. What a broken connection leaves is unfinished and invisible, or is
     * named in the exception.
     *
     * @param overwrite whether another content may be replaced; without it an existing, different content is a
     *     {@link RepositoryException.Kind#CONFLICT}, as far as the repository can tell
     */
    void upload(Artefact artefact, boolean overwrite, Progress progress) throws IOException, InterruptedException;

    /** In which order artefacts go: all of rank 0 are stored and verified before the first of rank 1 is sent. */
    default int rank(Artefact artefact) {
        return 0;
    }

    /**
     * Called once after all artefacts of a publication are stored and verified: indexes, Maven's metadata. Idempotent.
     *
     * @param artefacts all of the publication, also those that were there before
     */
    default void conclude(List<Artefact> artefacts) throws IOException, InterruptedException {}

    /** Where a client fetches it. */
    URI address(Coordinates coordinates);

    /**
     * Writes the stored bytes, from the first to the last, and does not close the stream. What was written is worthless when this fails.
     *
     * @throws RepositoryException of kind {@link RepositoryException.Kind#ABSENT} if there is none
     */
    void fetch(Coordinates coordinates, OutputStream into, Progress progress) throws IOException, InterruptedException;
}
