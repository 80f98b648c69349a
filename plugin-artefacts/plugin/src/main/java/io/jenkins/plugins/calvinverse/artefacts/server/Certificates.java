package io.jenkins.plugins.calvinverse.artefacts.server;

import io.jenkins.plugins.calvinverse.artefacts.agent.Trust;
import java.security.GeneralSecurityException;

/** Whether a text holds certificates. */
final class Certificates {
    private Certificates() {}

    /** Null when there is none. */
    static String problem(String pem) {
        if (pem == null) {
            return null;
        }
        try {
            Trust.in(pem);
            return null;
        } catch (GeneralSecurityException e) {
            return Messages.Certificates_Unreadable(e.getMessage());
        }
    }
}
