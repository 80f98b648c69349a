package io.calvinverse.environments.discovery;

/** A service was not found. The message says which there are, or what ails it. */
public final class DiscoveryException extends Exception {

    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Kind {
        /** There is no such service: asking again will not help. */
        UNKNOWN_SERVICE,
        /** The service is there, but no instance has the tag. */
        UNKNOWN_TAG,
        /** Instances are there, and none passes its checks. */
        NONE_PASSING,
        /** Nobody answered, and nothing was known from before. */
        NO_ANSWER
    }

    private final Kind kind;

    public DiscoveryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
