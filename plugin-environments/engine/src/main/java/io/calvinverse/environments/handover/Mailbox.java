package io.calvinverse.environments.handover;

import java.io.IOException;
import java.util.Optional;

/** The keys machines look at; in real life Consul's. Methods block until it answers. */
public interface Mailbox {

    /** @return what is at the key, as the leader knows it */
    Optional<String> read(String key) throws IOException;

    /**
     * Puts a value where none is.
     *
     * @return false when something is there; nothing has changed then
     */
    boolean place(String key, String value) throws IOException;

    /** Deletes the key if this value is still there. */
    void remove(String key, String value) throws IOException;
}
