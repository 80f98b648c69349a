package io.calvinverse.logs.spool;

import java.io.IOException;

/** Encrypts what must not lie on disk in clear. */
public interface Sealer {
    String seal(String clear);

    /** Fails when it was sealed by another key, or is damaged. */
    String open(String sealed) throws IOException;
}
