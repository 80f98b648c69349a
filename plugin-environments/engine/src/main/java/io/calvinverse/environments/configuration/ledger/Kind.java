package io.calvinverse.environments.configuration.ledger;

/** Why a release is written. */
public enum Kind {
    /** From its sources. */
    PUBLISH,
    /** An earlier release of the same environment again: the only way back in version. */
    ROLLBACK,
    /** A release of another environment. */
    PROMOTION
}
