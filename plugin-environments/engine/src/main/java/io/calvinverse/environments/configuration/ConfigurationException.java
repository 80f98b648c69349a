package io.calvinverse.environments.configuration;

/** A release cannot be read, planned or written as asked; the message names thing, cause and way out. */
public class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
