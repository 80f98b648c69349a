package io.calvinverse.environments.configuration.store;

import java.io.IOException;

/** The store could not be asked, or did not answer: what was asked may or may not have happened. */
public class StoreException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    /** @param passing whether asking again may help */
    public StoreException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** One that may pass. */
    public StoreException(String message) {
        this(message, true, null);
    }

    /** Whether asking again may help. */
    public boolean passing() {
        return passing;
    }
}
