package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.util.Secret;
import io.calvinverse.environments.secrets.Sealing;

/** Encrypts with the controller's own key, as credentials are. */
final class JenkinsSealing implements Sealing {
    @Override
    public String seal(String clear) {
        return Secret.fromString(clear).getEncryptedValue();
    }

    @Override
    public String unseal(String sealed) {
        Secret secret = Secret.decrypt(sealed);
        if (secret == null) {
            throw new IllegalArgumentException(Messages.JenkinsSealing_Foreign());
        }
        return secret.getPlainText();
    }
}
