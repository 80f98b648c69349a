package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import hudson.AbortException;
import hudson.Util;
import io.calvinverse.environments.secrets.Login;
import io.calvinverse.environments.secrets.Secrets;
import io.jenkins.plugins.calvinverse.environments.connection.VaultAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.io.IOException;

/** The Vault of an environment for secrets the controller itself needs, by the credential the environment names. */
public final class ControllerVault {
    private final OpenVault vault;
    private final Login login;

    private ControllerVault(OpenVault vault, Login login) {
        this.vault = vault;
        this.login = login;
    }

    /**
     * Reads what is kept of that Vault the first time; sends nothing.
     *
     * @throws IOException when that cannot be read, or the environment has no Vault
     */
    public static ControllerVault of(Environment environment) throws IOException {
        VaultConfiguration known = VaultAccess.merged(environment.getVault());
        if (known == null) {
            throw new AbortException(Messages.ChosenVault_NoVault(environment.getName()));
        }
        VaultAddress address = new VaultAddress(
                known.getVaultUrl(),
                Util.fixNull(known.getVaultNamespace()),
                Boolean.TRUE.equals(known.getSkipSslVerification()));
        OpenVault vault = Vaults.get().of(address);
        CredentialLogin.Once once = environment.isVaultLoginOnce() ? CredentialLogin::key : any -> null;
        CredentialLogin login = new CredentialLogin(
                () -> credential(environment, known),
                known,
                once,
                vault,
                Vaults.get().requests());
        return new ControllerVault(vault, login);
    }

    /** Looked up for each login: it may be renewed. */
    private static VaultCredential credential(Environment environment, VaultConfiguration known) throws AbortException {
        VaultCredential credential = VaultAccess.credential(known);
        if (credential == null) {
            throw new AbortException(Messages.ControllerVault_NoCredential(environment.getName()));
        }
        return credential;
    }

    public Secrets secrets() {
        return vault.secrets();
    }

    public Login login() {
        return login;
    }
}
