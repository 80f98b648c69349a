package io.jenkins.plugins.calvinverse.environments.definition;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * An environment as it is configured: a Consul datacenter and the Vault in it, or fixed addresses. Configuration only;
 * what is connected lives elsewhere under this environment's name, because every save replaces this object.
 */
public class Environment extends AbstractDescribableImpl<Environment> {
    static final String DEFAULT_DOMAIN = "consulverse";
    static final String DEFAULT_CONFIGURATION_PREFIX = "config/";
    static final String DEFAULT_HANDOVER_PREFIX = "auth/services/templates/";

    private final String name;
    private String domain = DEFAULT_DOMAIN;
    private boolean defaultEnvironment;
    private ConsulAccess consul;
    private String dnsServers;
    private VaultConfiguration vault;
    private boolean vaultLoginOnce;
    private FirstBoot firstBoot;
    private MachineTokens machineTokens;
    private Checks checks;
    private List<StaticService> staticServices = new ArrayList<>();
    private String configurationPrefix = DEFAULT_CONFIGURATION_PREFIX;
    private String handoverPrefix = DEFAULT_HANDOVER_PREFIX;

    /** @param name that of the Consul datacenter, and what pipelines say */
    @DataBoundConstructor
    public Environment(String name) {
        Refusal.unless(Syntax.datacenter(name));
        this.name = name;
    }

    @NonNull
    public String getName() {
        return name;
    }

    /** Consul's DNS domain, without dots around it. */
    public String getDomain() {
        return domain;
    }

    @DataBoundSetter
    public void setDomain(String domain) {
        this.domain = Objects.requireNonNullElse(Util.fixEmptyAndTrim(domain), DEFAULT_DOMAIN);
        Refusal.unless(Syntax.dnsName(this.domain));
    }

    /** Whether this one serves what names none. */
    public boolean isDefaultEnvironment() {
        return defaultEnvironment;
    }

    @DataBoundSetter
    public void setDefaultEnvironment(boolean defaultEnvironment) {
        this.defaultEnvironment = defaultEnvironment;
    }

    /** Null without Consul. */
    public ConsulAccess getConsul() {
        return consul;
    }

    @DataBoundSetter
    public void setConsul(ConsulAccess consul) {
        this.consul = consul;
    }

    /** Servers, as {@code host:port}, asked for services by DNS; null when Consul's API or fixed addresses do. */
    public String getDnsServers() {
        return dnsServers;
    }

    @DataBoundSetter
    public void setDnsServers(String dnsServers) {
        this.dnsServers = Lines.tidy(dnsServers);
        Lines.of(dnsServers).forEach(s -> Refusal.unless(Syntax.hostAndPort(s)));
    }

    public List<String> dnsServerList() {
        return Lines.of(dnsServers);
    }

    /** Null without Vault. */
    public VaultConfiguration getVault() {
        return vault;
    }

    @DataBoundSetter
    public void setVault(VaultConfiguration vault) {
        this.vault = vault;
    }

    /** Whether one login serves all blocks, each with a child token of it: for a SecretID of limited uses. */
    public boolean isVaultLoginOnce() {
        return vaultLoginOnce;
    }

    @DataBoundSetter
    public void setVaultLoginOnce(boolean vaultLoginOnce) {
        this.vaultLoginOnce = vaultLoginOnce;
    }

    /** Null when no machine is made for this environment. */
    public FirstBoot getFirstBoot() {
        return firstBoot;
    }

    @DataBoundSetter
    public void setFirstBoot(FirstBoot firstBoot) {
        this.firstBoot = firstBoot;
    }

    /** Null when new machines get no token of Vault. */
    public MachineTokens getMachineTokens() {
        return machineTokens;
    }

    @DataBoundSetter
    public void setMachineTokens(MachineTokens machineTokens) {
        this.machineTokens = machineTokens;
    }

    /** Null when nothing is known of what it is meant to be. */
    public Checks getChecks() {
        return checks;
    }

    @DataBoundSetter
    public void setChecks(Checks checks) {
        this.checks = checks;
    }

    public List<StaticService> getStaticServices() {
        return List.copyOf(staticServices);
    }

    @DataBoundSetter
    public void setStaticServices(List<StaticService> staticServices) {
        this.staticServices = new ArrayList<>(Util.fixNull(staticServices));
    }

    /** Consul keys below which releases of configuration go; ends with a slash. */
    public String getConfigurationPrefix() {
        return configurationPrefix;
    }

    @DataBoundSetter
    public void setConfigurationPrefix(String configurationPrefix) {
        this.configurationPrefix =
                Objects.requireNonNullElse(Util.fixEmptyAndTrim(configurationPrefix), DEFAULT_CONFIGURATION_PREFIX);
        Refusal.unless(Syntax.keyPrefix(this.configurationPrefix));
    }

    /** Consul keys below which a new machine finds its wrapped Vault token; ends with a slash. */
    public String getHandoverPrefix() {
        return handoverPrefix;
    }

    @DataBoundSetter
    public void setHandoverPrefix(String handoverPrefix) {
        this.handoverPrefix = Objects.requireNonNullElse(Util.fixEmptyAndTrim(handoverPrefix), DEFAULT_HANDOVER_PREFIX);
        Refusal.unless(Syntax.keyPrefix(this.handoverPrefix));
    }

    protected Object readResolve() {
        domain = Objects.requireNonNullElse(domain, DEFAULT_DOMAIN);
        configurationPrefix = Objects.requireNonNullElse(configurationPrefix, DEFAULT_CONFIGURATION_PREFIX);
        handoverPrefix = Objects.requireNonNullElse(handoverPrefix, DEFAULT_HANDOVER_PREFIX);
        staticServices = Util.fixNull(staticServices);
        return this;
    }
}
