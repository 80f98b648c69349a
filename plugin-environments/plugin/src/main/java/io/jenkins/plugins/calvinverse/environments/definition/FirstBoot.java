package io.jenkins.plugins.calvinverse.environments.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What a new machine needs on its first-boot medium to join the datacenter. */
public class FirstBoot extends AbstractDescribableImpl<FirstBoot> {
    /** Consul's gossip keys choose AES-128, AES-192 or AES-256 by their length. */
    private static final Set<Integer> KEY_BYTES = Set.of(16, 24, 32);

    private final String joinAddresses;
    private String gossipKeyCredentialsId;
    private String dnsZones;

    /** @param joinAddresses what {@code retry_join} of a Consul client gets, one a line */
    @DataBoundConstructor
    public FirstBoot(String joinAddresses) {
        Refusal.unless(checkJoin(joinAddresses));
        this.joinAddresses = Lines.tidy(joinAddresses);
    }

    public String getJoinAddresses() {
        return joinAddresses;
    }

    public List<String> joinAddressList() {
        return Lines.of(joinAddresses);
    }

    /** Secret text with the key of Consul's gossip, in base64; null when the gossip is not encrypted. */
    public String getGossipKeyCredentialsId() {
        return gossipKeyCredentialsId;
    }

    @DataBoundSetter
    public void setGossipKeyCredentialsId(String gossipKeyCredentialsId) {
        this.gossipKeyCredentialsId = Util.fixEmptyAndTrim(gossipKeyCredentialsId);
    }

    /** Text of {@code unbound_zones.conf}; null for the Consul domain alone. */
    public String getDnsZones() {
        return dnsZones;
    }

    @DataBoundSetter
    public void setDnsZones(String dnsZones) {
        this.dnsZones = Util.fixEmptyAndTrim(dnsZones);
    }

    /** What is wrong with the credential that is named, or null. */
    String gossipKeyProblem() {
        return gossipKeyProblem(gossipKeyCredentialsId);
    }

    private static String gossipKeyProblem(String id) {
        String unknown = SecretTexts.problem(Messages.SecretTexts_GossipKey(), id);
        if (id == null || unknown != null) {
            return unknown;
        }
        String key = SecretTexts.find(id).orElseThrow().getPlainText();
        try {
            return KEY_BYTES.contains(Base64.getDecoder().decode(key).length) ? null : Messages.FirstBoot_GossipKey(id);
        } catch (IllegalArgumentException e) {
            return Messages.FirstBoot_GossipKey(id);
        }
    }

    private static String checkJoin(String addresses) {
        List<String> all = Lines.of(addresses);
        if (all.isEmpty()) {
            return Messages.FirstBoot_NoJoin();
        }
        return all.stream()
                .filter(a -> Syntax.dnsName(a) != null && HostAndPort.parse(a) == null)
                .findFirst()
                .map(Messages::FirstBoot_Join)
                .orElse(null);
    }

    @Extension
    @Symbol("firstBoot")
    public static class DescriptorImpl extends Descriptor<FirstBoot> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FirstBoot_DisplayName();
        }

        @POST
        public FormValidation doCheckJoinAddresses(@QueryParameter String value) {
            return Refusal.field(checkJoin(value));
        }

        @POST
        public ListBoxModel doFillGossipKeyCredentialsIdItems(@QueryParameter String gossipKeyCredentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SecretTexts.items(gossipKeyCredentialsId);
        }

        @POST
        public FormValidation doCheckGossipKeyCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(gossipKeyProblem(Util.fixEmptyAndTrim(value)));
        }
    }
}
