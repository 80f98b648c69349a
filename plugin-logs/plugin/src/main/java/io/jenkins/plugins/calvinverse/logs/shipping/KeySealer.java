package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.util.Secret;
import io.calvinverse.logs.spool.Sealer;
import java.io.IOException;

/** Encrypts with the controller's own key, as it does passwords in its configuration. */
final class KeySealer implements Sealer {
    @Override
    public String seal(String clear) {
        return Secret.fromString(clear).getEncryptedValue();
    }

    @Override
    public String open(String sealed) throws IOException {
        Secret secret = Secret.decrypt(sealed);
        if (secret == null) {
            throw new IOException("it was sealed with another key of Jenkins, or is damaged");
        }
        return secret.getPlainText();
    }
}
