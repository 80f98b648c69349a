package io.calvinverse.environments.configuration.store;

import java.io.IOException;

/** The store could not be asked, or did not answer: what was asked may or may not have happened. */
public class StoreException extends IOException {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
