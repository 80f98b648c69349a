package io.calvinverse.artefacts.nexus;

/** Whether a credential may upload into a repository. */
public enum WriteRight {
    GRANTED,
    /** The credential is valid and lacks the right to add. */
    DENIED,
    /** No credential, or a wrong one. */
    UNAUTHENTICATED,
    NO_SUCH_REPOSITORY,
    /** The answer said nothing about rights. */
    UNKNOWN
}
