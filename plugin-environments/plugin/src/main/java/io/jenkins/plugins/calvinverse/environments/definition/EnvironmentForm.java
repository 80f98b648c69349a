package io.jenkins.plugins.calvinverse.environments.definition;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.calvinverse.environments.connection.ConnectionCheck;
import io.jenkins.plugins.calvinverse.environments.connection.VaultAccess;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of one environment. */
@Extension
@Symbol("environment")
public class EnvironmentForm extends Descriptor<Environment> {
    public EnvironmentForm() {
        super(Environment.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.Environment_DisplayName();
    }

    public String getDefaultDomain() {
        return Environment.DEFAULT_DOMAIN;
    }

    public String getDefaultConfigurationPrefix() {
        return Environment.DEFAULT_CONFIGURATION_PREFIX;
    }

    public String getDefaultHandoverPrefix() {
        return Environment.DEFAULT_HANDOVER_PREFIX;
    }

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        return Refusal.field(Syntax.datacenter(value));
    }

    @POST
    public FormValidation doCheckDomain(@QueryParameter String value) {
        return Refusal.field(
                Syntax.dnsName(Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), Environment.DEFAULT_DOMAIN)));
    }

    @POST
    public FormValidation doCheckDnsServers(@QueryParameter String value) {
        return Refusal.field(Lines.of(value).stream()
                .map(Syntax::hostAndPort)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    @POST
    public FormValidation doCheckConfigurationPrefix(@QueryParameter String value) {
        return prefix(value);
    }

    @POST
    public FormValidation doCheckHandoverPrefix(@QueryParameter String value) {
        return prefix(value);
    }

    /**
     * Asks what is behind the settings in the form; nothing of it is saved.
     *
     * @param useConsul whether the Consul block is open; what it holds is sent also when it is not
     */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String name,
            @QueryParameter("consul") boolean useConsul,
            @QueryParameter("addresses") String addresses,
            @QueryParameter("tokenCredentialsId") String tokenCredentialsId,
            @QueryParameter("caCertificates") String caCertificates,
            @QueryParameter String configurationPrefix,
            @QueryParameter("vault") boolean useVault,
            @QueryParameter("vaultUrl") String vaultUrl,
            @QueryParameter("vaultCredentialId") String vaultCredentialId,
            @QueryParameter("vaultNamespace") String vaultNamespace,
            @QueryParameter("skipSslVerification") boolean skipSslVerification,
            @QueryParameter boolean vaultLoginOnce) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            Environment environment = new Environment(name);
            environment.setConfigurationPrefix(configurationPrefix);
            ConsulAccess consul = useConsul ? new ConsulAccess() : null;
            Secret token = null;
            if (consul != null) {
                consul.setAddresses(addresses);
                consul.setCaCertificates(caCertificates);
                String id = Util.fixEmptyAndTrim(tokenCredentialsId);
                Refusal.unless(SecretTexts.problem(Messages.SecretTexts_Token(), id));
                token = id == null ? null : SecretTexts.find(id).orElse(null);
            }
            VaultConfiguration vault = null;
            String url = useVault ? VaultAccess.urlOr(vaultUrl) : null;
            if (useVault) {
                Refusal.unless(url == null ? Messages.EnvironmentForm_NoVaultUrl() : Syntax.url(url));
                vault = new VaultConfiguration();
                vault.setVaultUrl(url);
                vault.setVaultNamespace(vaultNamespace);
                vault.setSkipSslVerification(skipSslVerification);
            }
            String id = Util.fixEmptyAndTrim(vaultCredentialId);
            // A login would use up one of those that the one login of all builds may need
            VaultCredential credential = vault == null || id == null || vaultLoginOnce
                    ? null
                    : SecretTexts.find(id, VaultCredential.class).orElse(null);
            if (vault != null && id != null && credential == null && !vaultLoginOnce) {
                return FormValidation.error(Messages.Together_VaultCredential(id));
            }
            return ConnectionCheck.run(name, consul, token, environment.getConfigurationPrefix(), vault, credential);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static FormValidation prefix(String value) {
        String prefix = Util.fixEmptyAndTrim(value);
        return Refusal.field(prefix == null ? null : Syntax.keyPrefix(prefix));
    }
}
