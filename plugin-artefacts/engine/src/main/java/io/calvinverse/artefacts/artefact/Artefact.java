package io.calvinverse.artefacts.artefact;

/** A file and what it is called. Immutable but for the digests of its content, which become known. */
public record Artefact(Coordinates coordinates, Content content) {

    @Override
    public String toString() {
        return coordinates.toString();
    }
}
