package io.calvinverse.artefacts.repository;

import java.io.IOException;
import java.io.Serial;

/** A repository did not do as asked. */
public class RepositoryException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What kind of refusal, so that callers can act on it. */
    public enum Kind {
        /** No answer, or none that made sense, also after retries. */
        UNREACHABLE,
        /** 401: no or wrong credentials. */
        UNAUTHENTICATED,
        /** 403: a right is missing. */
        FORBIDDEN,
        /** 404: no such artefact. */
        ABSENT,
        /** It is there with another content, or may be written once only. */
        CONFLICT,
        /** It takes nothing at the moment: read-only, full, offline. */
        CLOSED,
        /** It never takes this: a group or proxy, an invalid package, a wrong address. */
        REFUSED,
        /** It has something else than what was sent. */
        CORRUPT
    }

    public RepositoryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public RepositoryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
