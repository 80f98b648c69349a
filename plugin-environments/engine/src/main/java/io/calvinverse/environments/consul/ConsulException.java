package io.calvinverse.environments.consul;

import java.io.IOException;

/** Consul did not do what it was asked. The message names address, path, cause and way out, and never holds a token. */
public final class ConsulException extends IOException {

    private static final long serialVersionUID = 1;

    /** What went wrong, as far as callers act on it. */
    public enum Kind {
        /** No address took the request: nothing has happened. */
        UNREACHABLE,
        /** It was sent, and no answer came: a write may have happened, or may happen yet. */
        UNANSWERED,
        /** The servers have no leader: nothing has happened; they usually have one again within seconds. */
        LEADERLESS,
        /** The token is unknown or lacks a right. */
        DENIED,
        /** Consul answered that it will not: asking again will not help. */
        REFUSED,
        /** The calling thread was interrupted; its interrupt flag is set again. A write may have happened. */
        INTERRUPTED
    }

    private final Kind kind;

    ConsulException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether a write may have been done, or may be done yet, although this was thrown. */
    public boolean mayHaveHappened() {
        return kind == Kind.UNANSWERED || kind == Kind.INTERRUPTED;
    }

    /** Whether the same request may well succeed a moment later. */
    public boolean passing() {
        return kind == Kind.UNREACHABLE || kind == Kind.UNANSWERED || kind == Kind.LEADERLESS;
    }
}
