package io.jenkins.plugins.calvinverse.environments.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.util.Objects;
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

    private static FormValidation prefix(String value) {
        String prefix = Util.fixEmptyAndTrim(value);
        return Refusal.field(prefix == null ? null : Syntax.keyPrefix(prefix));
    }
}
