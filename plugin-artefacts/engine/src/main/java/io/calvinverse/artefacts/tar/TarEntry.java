package io.calvinverse.artefacts.tar;

/**
 * What a header says.
 *
 * @param name path with {@code /}, without a leading {@code ./}
 * @param link where a link leads; empty for all else
 * @param offset of the first byte of its content in the tar
 * @param size bytes
 */
public record TarEntry(String name, Kind kind, String link, long offset, long size) {

    /** What it is; devices and the like are {@code OTHER}. */
    public enum Kind {
        FILE,
        LINK,
        DIRECTORY,
        OTHER
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }
}
