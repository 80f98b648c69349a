package io.calvinverse.artefacts.publish;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Receipt;

/** Told what happens, by several threads; must be quick. */
public interface PublicationListener {
    PublicationListener NONE = new PublicationListener() {};

    /** @param bytes how many will be sent, retries not counted */
    default void checked(int artefacts, long bytes) {}

    /** Bytes on their way; a retry moves the same bytes again. */
    default void moved(Artefact artefact, long bytes) {}

    /** It is stored and verified, or needed nothing. */
    default void done(Receipt receipt) {}
}
