package io.calvinverse.logs.spool;

import java.io.IOException;
import java.nio.file.Path;

/** What the spool does to files. */
public interface Disk {

    /**
     * Puts content into a file in one step: afterwards it has the old or the new content, whatever happens.
     *
     * @param durable whether the content must also outlive a loss of power
     */
    void replace(Path file, byte[] content, boolean durable) throws IOException;

    /** Gives an existing file a second name; fails where that is impossible. */
    void link(Path existing, Path name) throws IOException;

    /**
     * Appends to a copy what the original has more. Nothing when the original is not there.
     *
     * @param length of the original, in bytes, up to which it is copied
     */
    void copyOn(Path original, Path copy, long length) throws IOException;

    /** Adds a line to a file. */
    void append(Path file, byte[] line) throws IOException;

    /**
     * Deletes a directory and the files in it; one that is not there is no error.
     *
     * @param first name of the file that goes before all others: without it the rest counts as deleted
     */
    void deleteDirectory(Path directory, String first) throws IOException;
}
