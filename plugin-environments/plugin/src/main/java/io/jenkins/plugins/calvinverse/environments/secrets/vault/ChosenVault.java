package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import com.datapipe.jenkins.vault.VaultAccessor;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.AbstractVaultTokenCredentialWithExpiration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import com.datapipe.jenkins.vault.exception.VaultPluginException;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Run;
import io.calvinverse.environments.secrets.Login;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.List;

/**
 * Which Vault a build uses and how it logs in there: what the job says, then its environment, then its folders, then
 * hashicorp-vault-plugin's own settings.
 */
public final class ChosenVault {
    private final Run<?, ?> build;
    private final VaultConfiguration configuration;
    private final VaultAddress address;
    private final boolean loginOnce;

    private ChosenVault(Run<?, ?> build, VaultConfiguration configuration, VaultAddress address, boolean loginOnce) {
        this.build = build;
        this.configuration = configuration;
        this.address = address;
        this.loginOnce = loginOnce;
    }

    /**
     * @param environment null when there are none
     * @param said by the job; null for nothing
     * @throws AbortException saying what is missing
     */
    public static ChosenVault of(Run<?, ?> build, Environment environment, VaultConfiguration said)
            throws AbortException {
        VaultConfiguration known = environment == null ? null : environment.getVault();
        // Copies: merging fills in defaults, and what is configured must stay as it is.
        VaultConfiguration first = said == null ? null : new VaultConfiguration(said);
        VaultConfiguration second = known == null ? null : new VaultConfiguration(known);
        VaultConfiguration merged = first == null ? second : first.mergeWithParent(second);
        VaultConfiguration whole;
        try {
            whole = VaultAccessor.pullAndMergeConfiguration(build, merged);
        } catch (VaultPluginException e) {
            throw new AbortException(Messages.ChosenVault_NoVault(name(environment)));
        }
        String url = Util.fixEmptyAndTrim(whole.getVaultUrl());
        if (url == null) {
            throw new AbortException(Messages.ChosenVault_NoVault(name(environment)));
        }
        VaultAddress address =
                new VaultAddress(url, whole.getVaultNamespace(), Boolean.TRUE.equals(whole.getSkipSslVerification()));
        return new ChosenVault(build, whole, address, environment != null && environment.isVaultLoginOnce());
    }

    private static String name(Environment environment) {
        return environment == null ? Messages.ChosenVault_NoEnvironment() : environment.getName();
    }

    public VaultAddress address() {
        return address;
    }

    /** Put before the paths; empty or ends with a slash. */
    public String pathPrefix(EnvVars variables) {
        String prefix = Util.fixEmptyAndTrim(configuration.getPrefixPath());
        return prefix == null
                ? ""
                : Util.ensureEndsWith(variables.expand(prefix).replaceAll("^/+", ""), "/");
    }

    /** For the block's own token; empty for those of the login. */
    public List<String> policies(EnvVars variables) throws AbortException {
        VaultCredential credential = credential();
        boolean wanted = credential instanceof AbstractVaultTokenCredentialWithExpiration narrowing
                && Boolean.TRUE.equals(narrowing.getUsePolicies());
        return wanted ? TokenPolicies.of(configuration.getPolicies(), build, variables) : List.of();
    }

    /** The way to a token of the Vault that was chosen when the block was opened; settings may have changed since. */
    public Login login(OpenVault vault) {
        VaultConfiguration there = new VaultConfiguration(configuration);
        there.setVaultUrl(vault.address().url());
        there.setVaultNamespace(vault.address().namespace());
        CredentialLogin.Once once = loginOnce ? CredentialLogin::key : any -> null;
        return new CredentialLogin(
                this::credential, there, once, vault, Vaults.get().requests());
    }

    /** Looked up each time: it may be changed while a block is open. */
    private VaultCredential credential() throws AbortException {
        if (configuration.getVaultCredential() != null) {
            return configuration.getVaultCredential();
        }
        return BuildCredentials.find(build, configuration.getVaultCredentialId());
    }
}
