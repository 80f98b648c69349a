package io.calvinverse.parts.story;

import java.io.IOException;

/** A story: what an engine does on real parts. {@link Telling} plays it. */
public interface Tale extends AutoCloseable {

    /** Plays it, in chapters of the narrator it was made with. */
    void play() throws Exception;

    /** What is to be shown of it, also when it broke off. Called once, after {@link #close}. */
    Page page() throws IOException;

    /** Ends everything it started. May be called more than once, and by another thread on Ctrl-C. */
    @Override
    void close() throws Exception;

    /** Makes a tale. */
    @FunctionalInterface
    interface Author {
        /** @param directory exists, and is for everything the tale makes */
        Tale begin(java.nio.file.Path directory, Narrator narrator) throws Exception;
    }
}
