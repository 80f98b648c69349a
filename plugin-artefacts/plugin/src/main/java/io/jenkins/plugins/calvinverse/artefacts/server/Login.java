package io.jenkins.plugins.calvinverse.artefacts.server;

import hudson.util.Secret;
import io.calvinverse.artefacts.transport.Credential;
import java.io.Serializable;

/**
 * Who asks, on its way to an agent.
 *
 * @param user empty for a token
 */
public record Login(String user, Secret secret) implements Serializable {
    public static final Login ANONYMOUS = new Login("", null);

    /** @param login may be anonymous */
    public static Credential credential(Login login) {
        if (login.secret == null) {
            return Credential.NONE;
        }
        String text = login.secret.getPlainText();
        return login.user.isEmpty() ? Credential.bearer(text) : Credential.basic(login.user, text);
    }
}
