package io.calvinverse.environments.configuration.ledger;

import io.calvinverse.environments.configuration.ConfigurationException;

/** A record of the releases is not what was written: somebody edited it. */
public class DamagedRecordException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    public DamagedRecordException(String key, Throwable cause) {
        super(
                "the record " + key + " is damaged (" + cause.getMessage()
                        + "). Restore it from a snapshot of Consul, or"
                        + " delete the records of this stream and publish the release again",
                cause);
    }

    public DamagedRecordException(String key, String fault) {
        super("the record " + key + " is damaged: " + fault + ". Restore it from a snapshot of Consul, or delete the"
                + " records of this stream and publish the release again");
    }
}
