package io.jenkins.plugins.calvinverse.environments.connection;

import com.datapipe.jenkins.vault.configuration.GlobalVaultConfiguration;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import hudson.Util;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Vault;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.VaultException.Cause;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.SecretTexts;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The Vault of an environment as the controller itself uses it: for machines' tokens and for looking it over. What the environment
 * leaves open comes from hashicorp-vault-plugin's own settings. Two are equal when their settings are. For one thread.
 */
public final class VaultAccess {
    private final VaultConfiguration configuration;
    private final String settings;
    private final Vault vault;
    private final VaultCredential credential;

    private VaultAccess(VaultConfiguration configuration) {
        this.configuration = configuration;
        VaultCredential known = credential(configuration);
        String written = known == null ? "" : Jenkins.XSTREAM2.toXML(known);
        this.settings = Jenkins.XSTREAM2.toXML(configuration) + written;
        // A copy: hashicorp-vault-plugin keeps the token of a login in the credential, where builds find and revoke it.
        this.credential = known == null ? null : (VaultCredential) Jenkins.XSTREAM2.fromXML(written);
        this.vault = VaultHttp.of(
                configuration.getVaultUrl(),
                Util.fixNull(configuration.getVaultNamespace()),
                Boolean.TRUE.equals(configuration.getSkipSslVerification()));
    }

    /** The controller's own credential that settings name; null for none. Reads credentials. */
    public static VaultCredential credential(VaultConfiguration configuration) {
        String id = Util.fixEmptyAndTrim(configuration.getVaultCredentialId());
        return configuration.getVaultCredential() != null || id == null
                ? configuration.getVaultCredential()
                : SecretTexts.find(id, VaultCredential.class).orElse(null);
    }

    /** Empty when the environment has no Vault. Reads credentials; sends nothing. */
    public static Optional<VaultAccess> of(Environment environment) {
        VaultConfiguration whole = merged(environment.getVault());
        return whole == null ? Optional.empty() : Optional.of(new VaultAccess(whole));
    }

    /** What is configured, completed by hashicorp-vault-plugin's own settings; null when there is no address of a Vault. */
    public static VaultConfiguration merged(VaultConfiguration known) {
        if (known == null) {
            return null;
        }
        VaultConfiguration whole = new VaultConfiguration(known)
                .mergeWithParent(GlobalVaultConfiguration.get().getConfiguration())
                .fixDefaults();
        return Util.fixEmptyAndTrim(whole.getVaultUrl()) == null ? null : whole;
    }

    /** What is given, else what hashicorp-vault-plugin's own settings say; null for neither. */
    public static String urlOr(String given) {
        VaultConfiguration global = GlobalVaultConfiguration.get().getConfiguration();
        String own = Util.fixEmptyAndTrim(given);
        return own != null || global == null ? own : Util.fixEmptyAndTrim(global.getVaultUrl());
    }

    public Vault vault() {
        return vault;
    }

    public String url() {
        return configuration.getVaultUrl();
    }

    /** Whether it can log in. */
    public boolean hasCredential() {
        return credential != null;
    }

    /** Of the KV engine. */
    public int engineVersion() {
        return configuration.getEngineVersion();
    }

    /** Logs in, unless it has and the token lives. Waits for Vault. */
    public Token token() throws VaultException {
        if (credential == null) {
            throw new VaultException(Cause.DENIED, Messages.VaultAccess_NoCredential(configuration.getVaultUrl()));
        }
        return VaultLogin.of(credential, configuration);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultAccess access && access.settings.equals(settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(settings);
    }
}
