package io.calvinverse.environments.vault;

/** Vault did not do what was asked. The message names Vault, path, cause and way out, and never a secret. */
public final class VaultException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure, for those who decide what to do next. */
    public enum Cause {
        /** The token may not do this, or is no longer valid. */
        DENIED,
        /** Nothing is at this path. */
        MISSING,
        /** Vault understood and refused: the request is wrong, and stays wrong. */
        REFUSED,
        /** Sealed, standing by, overloaded, unreachable or failing: the same request may succeed later. */
        UNAVAILABLE
    }

    private final Cause kind;

    public VaultException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    public VaultException(Cause kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Cause kind() {
        return kind;
    }

    /** Whether waiting may help. */
    public boolean mayPass() {
        return kind == Cause.UNAVAILABLE;
    }
}
