package io.jenkins.plugins.calvinverse.artefacts.agent;

import hudson.remoting.VirtualChannel;
import io.calvinverse.artefacts.provenance.Envelope;
import io.calvinverse.artefacts.provenance.Verification;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Compares a file with a signed provenance. */
public final class VerifyTask extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String provenance;
    private final String publicKey;

    public VerifyTask(String file, String provenance, String publicKey) {
        this.file = file;
        this.provenance = provenance;
        this.publicKey = publicKey;
    }

    /** @return the name under which the provenance knows the file */
    @Override
    public String invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root = workspace.toPath();
        return Verification.of(
                Below.of(root, file), Envelope.open(Files.readAllBytes(Below.of(root, provenance)), publicKey));
    }
}
