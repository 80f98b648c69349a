package io.calvinverse.artefacts.provenance;

import java.io.IOException;
import java.io.Serial;

/** A provenance does not say what it should, or not of this content, or nobody trusted signed it. */
public class ProvenanceException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public ProvenanceException(String message) {
        super(message);
    }

    public ProvenanceException(String message, Throwable cause) {
        super(message, cause);
    }
}
