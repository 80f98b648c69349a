package io.calvinverse.logs.metrics;

/** What a measure says. */
public enum Kind {
    /** How often something happened since the controller started. */
    COUNT,
    /** Values of events: how many, their sum, and how they spread. */
    DISTRIBUTION,
    /** How much there is at present. */
    LEVEL
}
