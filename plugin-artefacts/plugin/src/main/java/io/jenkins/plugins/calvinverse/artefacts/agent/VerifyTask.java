package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.remoting.VirtualChannel;
import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.artefact.Hashing;
import io.calvinverse.artefacts.provenance.Envelope;
import io.calvinverse.artefacts.provenance.ProvenanceException;
import io.calvinverse.artefacts.provenance.Statement;
import io.calvinverse.artefacts.provenance.Verification;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;

/** Compares a file with a signed provenance. */
public final class VerifyTask extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String provenance;
    private final Place place;
    private final String publicKey;

    /**
     * @param provenance file with the provenance; not looked at where there is a place
     * @param place raw repository that has it under the file's digest; null for none
     */
    public VerifyTask(String file, String provenance, Place place, String publicKey) {
        this.file = file;
        this.provenance = provenance;
        this.place = place;
        this.publicKey = publicKey;
    }

    /** @return the name under which the provenance knows the file */
    @Override
    public String invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Path root = workspace.toPath();
        Path subject = Below.of(root, file);
        byte[] envelope = place == null ? Files.readAllBytes(Below.of(root, provenance)) : stored(subject);
        return Verification.of(subject, Envelope.open(envelope, publicKey));
    }

    private byte[] stored(Path subject) throws IOException, InterruptedException {
        String sha256;
        try (InputStream content = Files.newInputStream(subject)) {
            sha256 = Hashing.of(content, Set.of(Algorithm.SHA256)).sha256();
        }
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        try {
            Repositories.of(place, Format.RAW)
                    .fetch(Coordinates.raw(Statement.path(sha256, true)), envelope, Progress.NONE);
        } catch (RepositoryException e) {
            if (e.kind() != RepositoryException.Kind.ABSENT) {
                throw e;
            }
            throw new ProvenanceException(
                    place.name() + " has no signed provenance of " + subject + " (sha256 " + sha256
                            + "): it was changed, or was published without provenanceTo and provenanceKey",
                    e);
        }
        return envelope.toByteArray();
    }
}
