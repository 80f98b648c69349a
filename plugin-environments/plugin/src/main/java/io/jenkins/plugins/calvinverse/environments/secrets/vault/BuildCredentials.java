package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import java.util.List;
import jenkins.model.Jenkins;

/** Vault credentials a build may use. Reads credential stores, which may ask other servers: not for threads of others. */
final class BuildCredentials {
    private BuildCredentials() {}

    /** @throws AbortException when none is named, or the build may not use it, which looks the same as if there were none */
    static VaultCredential find(Run<?, ?> build, String id) throws AbortException {
        if (Util.fixEmptyAndTrim(id) == null) {
            throw new AbortException(Messages.BuildCredentials_None());
        }
        VaultCredential credential =
                CredentialsProvider.findCredentialById(id, VaultCredential.class, build, List.of());
        if (credential == null) {
            throw new AbortException(
                    Messages.BuildCredentials_Unknown(id, build.getParent().getFullName()));
        }
        CredentialsProvider.track(build, credential);
        return credential;
    }

    /**
     * A copy that shares nothing: hashicorp-vault-plugin keeps the token of a login in the credential, for other builds to use,
     * and a token of ours is revoked when its block ends.
     */
    static VaultCredential copy(VaultCredential credential) {
        return (VaultCredential) Jenkins.XSTREAM2.fromXML(Jenkins.XSTREAM2.toXML(credential));
    }
}
