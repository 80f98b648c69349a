package io.calvinverse.artefacts.repository;

/** Told of bytes that moved, by any thread, often; so it must be quick. A retry tells the same bytes again. */
@FunctionalInterface
public interface Progress {
    Progress NONE = bytes -> {};

    void moved(long bytes);
}
