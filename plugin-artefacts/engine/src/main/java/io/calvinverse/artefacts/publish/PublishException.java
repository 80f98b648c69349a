package io.calvinverse.artefacts.publish;

import io.calvinverse.artefacts.artefact.Receipt;
import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** A publication failed. Its message says why and what was published before; the same publication again goes on from there. */
public class PublishException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Receipt> done;

    PublishException(String message, List<Receipt> done, Throwable cause) {
        super(message, cause);
        this.done = List.copyOf(done);
    }

    /** What is stored and verified nevertheless. Empty after the exception was sent elsewhere. */
    public List<Receipt> done() {
        return done == null ? List.of() : done;
    }
}
