package io.calvinverse.artefacts.artefact;

import java.io.IOException;
import java.io.Serial;

/** What is to be published is not what it should be: no valid package, changed meanwhile, wrong coordinates. */
public class ArtefactException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public ArtefactException(String message) {
        super(message);
    }

    public ArtefactException(String message, Throwable cause) {
        super(message, cause);
    }
}
