package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ConfigurationException;

/** It is not known how far a release came; the next look tells, and the next act finishes it or takes it back. */
public class UnfinishedException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    public UnfinishedException(String what, String store, Exception cause) {
        super(
                what + " may be half written in " + store + ": " + cause.getMessage()
                        + ". The status tells how far it came; publishing it again finishes it, publishing another takes"
                        + " it back",
                cause);
    }
}
