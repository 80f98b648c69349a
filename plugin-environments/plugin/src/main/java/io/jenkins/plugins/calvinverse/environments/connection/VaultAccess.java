package io.jenkins.plugins.calvinverse.environments.connection;

import com.datapipe.jenkins.vault.configuration.GlobalVaultConfiguration;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import com.datapipe.jenkins.vault.exception.VaultPluginException;
import hudson.ProxyConfiguration;
import hudson.Util;
import io.calvinverse.environments.vault.HttpVault;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Vault;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.VaultException.Cause;
import io.github.jopenlibs.vault.VaultConfig;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.SecretTexts;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The Vault of an environment as the controller itself uses it: for machines' tokens and for looking it over. What the environment
 * leaves open comes from hashicorp-vault-plugin's own settings. Two are equal when their settings are. For one thread.
 */
public final class VaultAccess {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(20);

    private final VaultConfiguration configuration;
    private final String settings;
    private final Vault vault;
    private final VaultCredential credential;

    private VaultAccess(VaultConfiguration configuration) {
        this.configuration = configuration;
        String id = Util.fixEmptyAndTrim(configuration.getVaultCredentialId());
        VaultCredential known = configuration.getVaultCredential() != null || id == null
                ? configuration.getVaultCredential()
                : SecretTexts.find(id, VaultCredential.class).orElse(null);
        String written = known == null ? "" : Jenkins.XSTREAM2.toXML(known);
        this.settings = Jenkins.XSTREAM2.toXML(configuration) + written;
        // A copy: hashicorp-vault-plugin keeps the token of a login in the credential, where builds find and revoke it.
        this.credential = known == null ? null : (VaultCredential) Jenkins.XSTREAM2.fromXML(written);
        HttpClient.Builder client = ProxyConfiguration.newHttpClientBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING);
        this.vault = new HttpVault(
                URI.create(configuration.getVaultUrl()),
                Util.fixNull(configuration.getVaultNamespace()),
                client.build(),
                ANSWERING);
    }

    /** Empty when the environment has no Vault. Reads credentials; sends nothing. */
    public static Optional<VaultAccess> of(Environment environment) {
        VaultConfiguration whole = merged(environment.getVault());
        return whole == null ? Optional.empty() : Optional.of(new VaultAccess(whole));
    }

    /** What is configured, completed by hashicorp-vault-plugin's own settings; null when there is no address of a Vault. */
    static VaultConfiguration merged(VaultConfiguration known) {
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
        String url = configuration.getVaultUrl();
        if (credential == null) {
            throw new VaultException(Cause.DENIED, Messages.VaultAccess_NoCredential(url));
        }
        VaultConfig driver = configuration
                .getVaultConfig()
                .openTimeout((int) CONNECTING.toSeconds())
                .readTimeout((int) ANSWERING.toSeconds());
        try {
            driver.build();
            credential.authorizeWithVault(driver, null);
            return token(driver.getToken());
        } catch (io.github.jopenlibs.vault.VaultException | VaultPluginException e) {
            io.github.jopenlibs.vault.VaultException said = said(e);
            int status = said == null ? -1 : said.getHttpStatusCode();
            boolean mayPass = said != null && (status == 0 || status == 429 || status >= 472);
            // Not the failure itself as cause: the driver quotes requests.
            throw new VaultException(
                    mayPass ? Cause.UNAVAILABLE : Cause.DENIED,
                    Messages.VaultAccess_NoLogin(credential.getId(), url, status <= 0 ? "-" : "HTTP " + status));
        }
    }

    private Token token(String given) throws VaultException {
        try {
            if (given != null) {
                return Token.of(given);
            }
        } catch (IllegalArgumentException e) {
            // Said below: what was given is no token, and its text belongs nowhere.
        }
        throw new VaultException(
                Cause.DENIED, Messages.VaultAccess_NoToken(credential.getId(), configuration.getVaultUrl()));
    }

    private static io.github.jopenlibs.vault.VaultException said(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof io.github.jopenlibs.vault.VaultException driver) {
                return driver;
            }
        }
        return null;
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
