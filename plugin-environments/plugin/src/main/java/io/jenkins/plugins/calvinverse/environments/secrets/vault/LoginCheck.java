package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import hudson.Util;
import io.calvinverse.environments.secrets.Rights;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Tries the login of settings that are not saved yet, and asks what its token may do. A token it made is revoked at once. */
public final class LoginCheck {
    private LoginCheck() {}

    /**
     * @param settings with the address
     * @return what the token may do; exceptionally a VaultException
     */
    public static CompletableFuture<Rights> of(VaultConfiguration settings, VaultCredential credential) {
        VaultConfiguration copy = new VaultConfiguration(settings).fixDefaults();
        VaultAddress address = new VaultAddress(
                copy.getVaultUrl(),
                Util.fixNull(copy.getVaultNamespace()),
                Boolean.TRUE.equals(copy.getSkipSslVerification()));
        try {
            OpenVault vault = Vaults.get().forTrial(address);
            CredentialLogin login = new CredentialLogin(
                    () -> credential, copy, any -> null, vault, Vaults.get().requests());
            return vault.secrets().probe(login);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
