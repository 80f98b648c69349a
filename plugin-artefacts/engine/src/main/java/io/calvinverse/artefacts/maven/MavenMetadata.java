package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Hashing;
import io.calvinverse.artefacts.raw.RemoteFiles;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Body;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reads and renews {@code maven-metadata.xml}. Another build may do that too, so what was written is read again. */
final class MavenMetadata {

    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DOTTED =
            DateTimeFormatter.ofPattern("yyyyMMdd.HHmmss").withZone(ZoneOffset.UTC);
    private static final int TRIES = 5;

    private final String repository;
    private final Address address;
    private final Transport transport;
    private final RemoteFiles files;
    private final InstantSource clock;

    MavenMetadata(String repository, Address address, Transport transport, InstantSource clock) {
        this.repository = repository;
        this.address = address;
        this.transport = transport;
        this.files = new RemoteFiles(repository, transport);
        this.clock = clock;
    }

    private interface Parsing<T> {
        T parse(byte[] bytes) throws IOException;
    }

    private interface Printing<T> {
        byte[] print(T list);
    }

    String timestamp() {
        return DOTTED.format(clock.instant());
    }

    SnapshotList snapshots(Gav gav) throws IOException, InterruptedException {
        return read(snapshotPath(gav), SnapshotList::parse, SnapshotList.EMPTY);
    }

    void list(Gav gav) throws IOException, InterruptedException {
        renew(
                gav.artifactPath() + "/maven-metadata.xml",
                VersionList::parse,
                VersionList.EMPTY,
                list -> list.lists(gav) && (gav.isSnapshot() || !list.release().isEmpty()),
                list -> list.with(gav),
                list -> list.print(gav, PLAIN.format(clock.instant())));
    }

    void list(Gav gav, SnapshotBuild build) throws IOException, InterruptedException {
        renew(
                snapshotPath(gav),
                SnapshotList::parse,
                SnapshotList.EMPTY,
                list -> list.lists(build.files()),
                list -> list.with(Math.max(build.number(), list.build()), build.timestamp(), build.files()),
                list -> list.print(gav, PLAIN.format(clock.instant())));
    }

    private static String snapshotPath(Gav gav) {
        return gav.versionPath() + "/maven-metadata.xml";
    }

    private <T> void renew(
            String path, Parsing<T> parsing, T empty, Predicate<T> complete, UnaryOperator<T> more, Printing<T> print)
            throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            T there = read(path, parsing, empty);
            if (complete.test(there)) {
                return;
            }
            byte[] document = print.print(more.apply(there));
            files.put(address.at(path), path, Body.of(document), Progress.NONE);
            sidecars(path, document);
        }
        if (!complete.test(read(path, parsing, empty))) {
            throw new RepositoryException(
                    RepositoryException.Kind.CORRUPT,
                    repository + " has all files, but its " + path + " does not list them after " + TRIES
                            + " tries; do several builds publish this version at once? Publish again");
        }
    }

    private void sidecars(String path, byte[] document) throws IOException, InterruptedException {
        Sidecars sidecars = new Sidecars(address, files);
        sidecars.put(path, path, Hashing.of(document, Format.MAVEN.algorithms()));
    }

    private <T> T read(String path, Parsing<T> parsing, T empty) throws IOException, InterruptedException {
        Answer answer = transport.send(Call.get(address.at(path)));
        if (answer.status() == 404) {
            return empty;
        }
        if (!answer.ok()) {
            throw Refusals.of("read of " + path + " in " + repository, answer, transport);
        }
        try {
            return parsing.parse(answer.body());
        } catch (IOException e) {
            throw new RepositoryException(
                    RepositoryException.Kind.CORRUPT,
                    path + " in " + repository + " cannot be understood: " + e.getMessage()
                            + "; have the repository rebuild its metadata",
                    e);
        }
    }
}
