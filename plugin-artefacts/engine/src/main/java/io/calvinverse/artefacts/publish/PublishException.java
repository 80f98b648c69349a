package io.calvinverse.artefacts.publish;

import io.calvinverse.artefacts.artefact.Receipt;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** A publication failed. Its message says why and what was published before; the same publication again goes on from there. */
public class PublishException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ArrayList<Receipt> done;

    PublishException(String message, List<Receipt> done, Throwable cause) {
        super(message, cause);
        this.done = new ArrayList<>(done);
    }

    /** What is stored and verified nevertheless. */
    public List<Receipt> done() {
        return List.copyOf(done);
    }
}
