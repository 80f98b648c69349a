package io.jenkins.plugins.calvinverse.environments.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How the controller reaches the Consul of an environment. */
public class ConsulAccess extends AbstractDescribableImpl<ConsulAccess> {
    /** The client that runs beside every machine of a Calvinverse environment. */
    static final String DEFAULT_ADDRESSES = "http://127.0.0.1:8500";

    private String addresses = DEFAULT_ADDRESSES;
    private String tokenCredentialsId;
    private String caCertificates;

    @DataBoundConstructor
    public ConsulAccess() {
        // every setting has a default
    }

    /** URLs of agents or servers, one a line, in order of preference. */
    public String getAddresses() {
        return addresses;
    }

    @DataBoundSetter
    public void setAddresses(String addresses) {
        Refusal.unless(checkAddresses(addresses));
        this.addresses = Objects.requireNonNullElse(Lines.tidy(addresses), DEFAULT_ADDRESSES);
    }

    public List<String> addressList() {
        return Lines.of(addresses);
    }

    /** Secret text with the ACL token; null when ACLs are off. */
    public String getTokenCredentialsId() {
        return tokenCredentialsId;
    }

    @DataBoundSetter
    public void setTokenCredentialsId(String tokenCredentialsId) {
        this.tokenCredentialsId = Util.fixEmptyAndTrim(tokenCredentialsId);
    }

    /** Certificates in PEM form that Consul's TLS may come from; null for those of the Java runtime. */
    public String getCaCertificates() {
        return caCertificates;
    }

    @DataBoundSetter
    public void setCaCertificates(String caCertificates) {
        this.caCertificates = Util.fixEmptyAndTrim(caCertificates);
        if (this.caCertificates != null) {
            Refusal.unless(Syntax.certificates(this.caCertificates));
        }
    }

    /** What does not go together, or null. */
    String problem() {
        boolean plain = addressList().stream().noneMatch(a -> a.startsWith("https:"));
        return caCertificates != null && plain ? Messages.ConsulAccess_CaWithoutTls(addresses) : null;
    }

    private static String checkAddresses(String addresses) {
        for (String address : Lines.of(addresses)) {
            String wrong = Syntax.url(address);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    protected Object readResolve() {
        if (addresses == null) {
            addresses = DEFAULT_ADDRESSES;
        }
        return this;
    }

    @Extension
    @Symbol("consul")
    public static class DescriptorImpl extends Descriptor<ConsulAccess> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ConsulAccess_DisplayName();
        }

        public String getDefaultAddresses() {
            return DEFAULT_ADDRESSES;
        }

        @POST
        public FormValidation doCheckAddresses(@QueryParameter String value) {
            return Refusal.field(checkAddresses(value));
        }

        @POST
        public FormValidation doCheckCaCertificates(@QueryParameter String value) {
            String pem = Util.fixEmptyAndTrim(value);
            return Refusal.field(pem == null ? null : Syntax.certificates(pem));
        }

        @POST
        public ListBoxModel doFillTokenCredentialsIdItems(@QueryParameter String tokenCredentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SecretTexts.items(tokenCredentialsId);
        }

        @POST
        public FormValidation doCheckTokenCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(SecretTexts.problem(Messages.SecretTexts_Token(), Util.fixEmptyAndTrim(value)));
        }
    }
}
