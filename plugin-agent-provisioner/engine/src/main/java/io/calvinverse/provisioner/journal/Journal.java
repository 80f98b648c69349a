package io.calvinverse.provisioner.journal;

import java.io.IOException;
import java.util.List;

/**
 * Where a fleet's events are kept. It belongs to one loop; nothing here is thread-safe. Many events are committed by
 * one {@link #append}, which is what makes a thousand intents cost one disk write.
 */
public interface Journal extends AutoCloseable {

    /** The machines according to everything committed so far; {@link #append} brings the same object up to date. */
    Ledger replay() throws IOException;

    /**
     * Commits events: all of them or, when it throws, none. A crash on the way may leave the first few.
     *
     * @throws IOException when they could not be made durable, for example because the disk is full
     */
    void append(List<Event> events) throws IOException;

    /** What was wrong with the journal when it was opened, for people; empty when nothing was. */
    String damage();

    /** What was missing has been found again: until this is called, every opening reports the same damage. */
    void repaired();

    @Override
    void close() throws IOException;
}
