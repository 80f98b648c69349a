package io.jenkins.plugins.calvinverse.logs.destination;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.util.List;
import javax.net.ssl.SSLContext;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Whom to trust, and who we are. The server's certificate must name its host, always. */
public class Tls extends AbstractDescribableImpl<Tls> {
    private String caCertificates;
    private String clientCertificateId;

    @DataBoundConstructor
    public Tls() {
        // every setting has a default
    }

    /** Certificates in PEM form that the server's may come from; null for those of the Java runtime. */
    public String getCaCertificates() {
        return caCertificates;
    }

    @DataBoundSetter
    public void setCaCertificates(String caCertificates) {
        this.caCertificates = Util.fixEmptyAndTrim(caCertificates);
        Refusal.unless(checkCa(this.caCertificates));
    }

    /** Credential with certificate and key to show to the server; null for none. */
    public String getClientCertificateId() {
        return clientCertificateId;
    }

    @DataBoundSetter
    public void setClientCertificateId(String clientCertificateId) {
        this.clientCertificateId = Util.fixEmptyAndTrim(clientCertificateId);
    }

    /** What does not go together, or null. */
    String problem() {
        return checkClient(clientCertificateId);
    }

    /** Reads the credential each time, as certificates are renewed. */
    SSLContext context() {
        return TlsContexts.of(
                caCertificates,
                clientCertificateId == null
                        ? null
                        : Logins.find(clientCertificateId, StandardCertificateCredentials.class)
                                .orElseThrow(
                                        () -> new IllegalStateException(Messages.Tls_Client(clientCertificateId))));
    }

    private static String checkCa(String pem) {
        return pem == null || TlsContexts.readable(pem) ? null : Messages.Tls_Ca();
    }

    private static String checkClient(String id) {
        return id == null
                        || Logins.find(id, StandardCertificateCredentials.class).isPresent()
                ? null
                : Messages.Tls_Client(id);
    }

    @Extension
    @Symbol("tls")
    public static class DescriptorImpl extends Descriptor<Tls> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Tls_DisplayName();
        }

        @POST
        public FormValidation doCheckCaCertificates(@QueryParameter String value) {
            return Refusal.field(checkCa(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckClientCertificateId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(checkClient(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public ListBoxModel doFillClientCertificateIdItems(@QueryParameter String clientCertificateId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return new StandardListBoxModel()
                    .includeEmptyValue()
                    .includeMatchingAs(
                            ACL.SYSTEM2,
                            Jenkins.get(),
                            StandardCertificateCredentials.class,
                            List.of(),
                            CredentialsMatchers.always())
                    .includeCurrentValue(clientCertificateId);
        }
    }
}
