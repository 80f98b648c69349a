package io.calvinverse.artefacts.repository;

/**
 * What a repository has at some coordinates.
 *
 * @param state compared with the artefact asked about
 * @param found for messages: what is there, for instance {@code sha256 …, 17 bytes}; empty when nothing is
 */
public record Presence(State state, String found) {

    /** Nothing is there. */
    public static final Presence ABSENT = new Presence(State.ABSENT, "");

    /** Compared with the artefact asked about. */
    public enum State {
        ABSENT,
        EQUAL,
        DIFFERENT
    }

    public static Presence equal(String found) {
        return new Presence(State.EQUAL, found);
    }

    public static Presence different(String found) {
        return new Presence(State.DIFFERENT, found);
    }
}
