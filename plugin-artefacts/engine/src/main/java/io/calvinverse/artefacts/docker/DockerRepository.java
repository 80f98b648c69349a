package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.HashedOutput;
import io.calvinverse.artefacts.artefact.Hashing;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.RepositoryException.Kind;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Body;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Images in a registry (OCI distribution spec 1.1; Docker's registry API v2). Manifests go as they were written, so an image keeps its
 * digest. What is fetched is an OCI archive. One object per publication.
 */
public final class DockerRepository implements Repository {

    private static final long CHUNK = 32L * 1024 * 1024;

    private final String name;
    private final Registry registry;
    private final BlobUpload uploads;
    private final Map<String, String> firstTags = new ConcurrentHashMap<>();

    /** @param address of the registry, without {@code /v2} */
    public DockerRepository(String name, Address address, Transport transport) {
        this(name, address, transport, CHUNK);
    }

    DockerRepository(String name, Address address, Transport transport, long chunk) {
        this.name = name;
        this.registry = new Registry(address, transport);
        this.uploads = new BlobUpload(registry, name, chunk);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Format format() {
        return Format.DOCKER;
    }

    /** The further tags of an image after its first, when its layers are there. */
    @Override
    public int rank(Artefact artefact) {
        Coordinates coordinates = artefact.coordinates();
        String image = coordinates.name() + "@" + coordinates.qualifier(DockerIntake.DIGEST);
        return firstTags.computeIfAbsent(image, first -> coordinates.version()).equals(coordinates.version()) ? 0 : 1;
    }

    @Override
    public Presence check(Artefact artefact) throws IOException, InterruptedException {
        Coordinates coordinates = artefact.coordinates();
        Answer answer = registry.send(
                coordinates.name(), Call.head(address(coordinates)).header("Accept", Manifest.ACCEPTED));
        if (answer.status() == 404) {
            return Presence.ABSENT;
        }
        if (!answer.ok()) {
            throw Refusals.of("look for " + artefact + " in " + name, answer, registry.transport());
        }
        String digest = answer.header("Docker-Content-Digest").orElse("");
        if (digest.isEmpty()) {
            digest = manifest(coordinates, coordinates.version()).digest();
        }
        return digest.equals(coordinates.qualifier(DockerIntake.DIGEST))
                ? Presence.equal(digest)
                : Presence.different(digest);
    }

    @Override
    public void upload(Artefact artefact, boolean overwrite, Progress progress)
            throws IOException, InterruptedException {
        Coordinates coordinates = artefact.coordinates();
        SavedImages saved = SavedImages.open(artefact.content().file());
        Image image = saved.image(coordinates.qualifier(DockerIntake.DIGEST));
        long left = artefact.content().size();
        for (Blob blob : image.blobs()) {
            uploads.push(coordinates.name(), blob, progress);
            left -= blob.size();
        }
        for (Manifest part : image.parts()) {
            put(artefact, part, part.digest());
        }
        put(artefact, image.top(), coordinates.version());
        progress.moved(Math.max(0, left));
    }

    private void put(Artefact artefact, Manifest manifest, String reference) throws IOException, InterruptedException {
        String image = artefact.coordinates().name();
        Answer answer = registry.send(
                image,
                Call.put(registry.at(image, "manifests/" + reference), Body.of(manifest.bytes()))
                        .header("Content-Type", manifest.mediaType()));
        if (!answer.ok()) {
            throw Refusals.of(
                    "upload of the manifest " + manifest.digest() + " of " + artefact + " to " + name,
                    answer,
                    registry.transport());
        }
    }

    @Override
    public URI address(Coordinates coordinates) {
        return registry.at(coordinates.name(), "manifests/" + coordinates.version());
    }

    private Manifest manifest(Coordinates coordinates, String reference) throws IOException, InterruptedException {
        Answer answer = registry.send(
                coordinates.name(),
                Call.get(registry.at(coordinates.name(), "manifests/" + reference))
                        .header("Accept", Manifest.ACCEPTED));
        if (!answer.ok()) {
            throw Refusals.of("fetch of " + coordinates + " from " + name, answer, registry.transport());
        }
        Manifest manifest;
        try {
            manifest = new Manifest(answer.body(), answer.header("Content-Type").orElse(""));
        } catch (ArtefactException e) {
            throw new RepositoryException(Kind.CORRUPT, coordinates + " in " + name + ": " + e.getMessage(), e);
        }
        if (reference.startsWith("sha256:") && !manifest.digest().equals(reference)) {
            throw damaged(coordinates, reference, manifest.digest());
        }
        return manifest;
    }

    private RepositoryException damaged(Coordinates coordinates, String wanted, String found) {
        return new RepositoryException(
                Kind.CORRUPT,
                name + " has " + found + " where " + coordinates + " says " + wanted + "; do not use what is there");
    }

    /** As an OCI archive; a version may also be a digest. */
    @Override
    public void fetch(Coordinates coordinates, OutputStream into, Progress progress)
            throws IOException, InterruptedException {
        Manifest top = manifest(coordinates, coordinates.version());
        String wanted = coordinates.qualifier(DockerIntake.DIGEST);
        if (!wanted.isEmpty() && !wanted.equals(top.digest())) {
            throw damaged(coordinates, wanted, top.digest());
        }
        Image image;
        try {
            image = Image.of(top, new Image.Source() {
                @Override
                public Manifest manifest(String digest, String mediaType) throws IOException, InterruptedException {
                    return DockerRepository.this.manifest(coordinates, digest);
                }

                @Override
                public Body blob(String digest, long size) {
                    return null;
                }
            });
        } catch (ArtefactException e) {
            throw new RepositoryException(Kind.CORRUPT, coordinates + " in " + name + ": " + e.getMessage(), e);
        }
        ImageArchive.write(
                into,
                coordinates.name(),
                coordinates.version(),
                image,
                (blob, out) -> blob(coordinates, blob, out, progress));
    }

    private void blob(Coordinates coordinates, Blob blob, OutputStream out, Progress progress)
            throws IOException, InterruptedException {
        Hashing hashing = new Hashing(Set.of(Algorithm.SHA256));
        String image = coordinates.name();
        Answer answer = registry.send(
                image,
                Call.get(registry.at(image, "blobs/" + blob.digest()))
                        .into(new HashedOutput(out, hashing))
                        .progress(progress));
        if (!answer.ok()) {
            throw Refusals.of("fetch of " + coordinates + " from " + name, answer, registry.transport());
        }
        String found = "sha256:" + hashing.digests().sha256();
        if (!found.equals(blob.digest())) {
            throw damaged(coordinates, blob.digest(), found);
        }
    }
}
