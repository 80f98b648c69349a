package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.raw.RemoteFiles;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Maven 2 layout by {@code PUT}: the files, then their pom, then their digests, then what clients find them by. A snapshot is stored under a timestamp and a
 * build number, so another content is no conflict; an equal one is not stored again. One object per publication.
 */
public final class MavenRepository implements Repository {

    private final String name;
    private final Address address;
    private final RemoteFiles files;
    private final MavenMetadata metadata;
    private final Sidecars sidecars;
    private final Map<Gav, SnapshotBuild> builds = new ConcurrentHashMap<>();

    public MavenRepository(String name, Address address, Transport transport, InstantSource clock) {
        this.name = name;
        this.address = address;
        this.files = new RemoteFiles(name, transport);
        this.metadata = new MavenMetadata(name, address, transport, clock);
        this.sidecars = new Sidecars(address, files);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Format format() {
        return Format.MAVEN;
    }

    @Override
    public int rank(Artefact artefact) {
        return artefact.coordinates().qualifier("extension").equals("pom") ? 1 : 0;
    }

    @Override
    public Presence check(Artefact artefact) throws IOException, InterruptedException {
        Gav gav = Gav.of(artefact.coordinates());
        if (!gav.isSnapshot()) {
            return files.compare(address(artefact.coordinates()), artefact.toString(), artefact.content());
        }
        String version = build(gav).version(artefact.coordinates());
        if (version.isEmpty()) {
            return Presence.ABSENT;
        }
        Presence newest = files.compare(
                address.at(gav.file(version, artefact.coordinates())), artefact.toString(), artefact.content());
        boolean own = version.equals(build(gav).version());
        return newest.state() == Presence.State.EQUAL || own ? newest : Presence.ABSENT;
    }

    @Override
    public void upload(Artefact artefact, boolean overwrite, Progress progress)
            throws IOException, InterruptedException {
        Gav gav = Gav.of(artefact.coordinates());
        String version = gav.version();
        if (gav.isSnapshot()) {
            version = build(gav).version();
            build(gav).stored(artefact.coordinates());
        }
        String path = gav.file(version, artefact.coordinates());
        try {
            files.put(address.at(path), artefact.toString(), artefact.content(), progress);
        } catch (RepositoryException e) {
            throw explained(e, gav);
        }
    }

    /** Nexus gives the reason where HTTP clients may drop it. */
    private static RepositoryException explained(RepositoryException refusal, Gav gav) {
        if (refusal.kind() != RepositoryException.Kind.REFUSED) {
            return refusal;
        }
        String policy = gav.isSnapshot()
                ? "; a repository for releases takes no snapshot such as " + gav.version()
                : "; a repository for snapshots takes no release such as " + gav.version();
        return new RepositoryException(refusal.kind(), refusal.getMessage() + policy, refusal);
    }

    /** The build all files of a snapshot belong to; two threads may look, the first decides. */
    private SnapshotBuild build(Gav gav) throws IOException, InterruptedException {
        SnapshotBuild known = builds.get(gav);
        if (known == null) {
            SnapshotBuild fresh = new SnapshotBuild(gav, metadata.snapshots(gav), metadata.timestamp());
            known = builds.putIfAbsent(gav, fresh);
            known = known == null ? fresh : known;
        }
        return known;
    }

    @Override
    public void conclude(List<Artefact> artefacts) throws IOException, InterruptedException {
        Set<Gav> gavs = new LinkedHashSet<>();
        for (Artefact each : artefacts) {
            Gav gav = Gav.of(each.coordinates());
            gavs.add(gav);
            String version = gav.isSnapshot() ? build(gav).version(each.coordinates()) : gav.version();
            sidecars.complete(
                    gav.file(version, each.coordinates()),
                    each.toString(),
                    each.content().digests());
        }
        for (Gav gav : gavs) {
            if (gav.isSnapshot()) {
                metadata.list(gav, build(gav));
            }
            metadata.list(gav);
        }
    }

    @Override
    public URI address(Coordinates coordinates) {
        try {
            Gav gav = Gav.of(coordinates);
            SnapshotBuild build = builds.get(gav);
            String version = build == null ? "" : build.version(coordinates);
            return address.at(gav.file(version.isEmpty() ? gav.version() : version, coordinates));
        } catch (ArtefactException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void fetch(Coordinates coordinates, OutputStream into, Progress progress)
            throws IOException, InterruptedException {
        Gav gav = Gav.of(coordinates);
        String version = gav.isSnapshot() ? metadata.snapshots(gav).version(coordinates) : gav.version();
        if (version.isEmpty()) {
            throw new RepositoryException(
                    RepositoryException.Kind.ABSENT, name + " lists no " + coordinates + " in its metadata");
        }
        files.get(address.at(gav.file(version, coordinates)), coordinates.toString(), into, progress);
    }
}
