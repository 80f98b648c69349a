package io.calvinverse.provisioner.provider;

import java.io.IOException;

/** A provider could not do what was asked. The message names the thing, the cause and the way out, and no secret. */
public class ProviderException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** @param kind what a caller should do about it */
    public ProviderException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** @param kind what a caller should do about it */
    public ProviderException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What a caller should do about it. */
    public Kind kind() {
        return kind;
    }

    /** What a caller should do about a failure. */
    public enum Kind {
        /** The same request will fail again: the image is missing, a setting is wrong, a right is lacking. */
        REFUSED,
        /** No room at present: quota, memory, disk. Another template may have some. */
        EXHAUSTED,
        /** The outcome is unknown or the provider is out of reach: ask again. */
        UNAVAILABLE
    }
}
