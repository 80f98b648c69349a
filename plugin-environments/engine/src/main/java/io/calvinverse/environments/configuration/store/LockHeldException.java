package io.calvinverse.environments.configuration.store;

import io.calvinverse.environments.configuration.ConfigurationException;

/** Somebody else is at work. */
public class LockHeldException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    public LockHeldException(String key, String store, String holder) {
        super("the lock " + key + " in " + store + " is held by " + holder
                + "; try again when that has ended. A holder that died loses it within a minute");
    }
}
