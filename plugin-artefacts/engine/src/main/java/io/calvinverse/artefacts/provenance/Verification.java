package io.calvinverse.artefacts.provenance;

import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.artefact.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Whether a file is what a signed provenance says. */
public final class Verification {
    private Verification() {}

    /**
     * @return the name under which the provenance knows the file
     * @throws ProvenanceException if the provenance names no such content
     */
    public static String of(Path file, Statement statement) throws IOException {
        Digests digests;
        try (InputStream stream = Files.newInputStream(file)) {
            digests = Hashing.of(stream, Set.of(Algorithm.SHA256));
        }
        Map<String, String> subjects = statement.subjects();
        for (Map.Entry<String, String> each : subjects.entrySet()) {
            if (each.getValue().equals(digests.sha256())) {
                return each.getKey();
            }
        }
        throw new ProvenanceException(file + " (" + digests.brief() + ") is none of the " + subjects.size()
                + " contents of the provenance: " + subjects + "; it was changed, or belongs to another build");
    }
}
