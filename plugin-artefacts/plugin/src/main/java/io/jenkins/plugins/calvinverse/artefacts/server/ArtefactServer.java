package io.jenkins.plugins.calvinverse.artefacts.server;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.artefacts.transport.Address;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Nexus Repository 3 that pipelines name: {@code to: 'nexus/raw-hosted'}. */
public class ArtefactServer implements Describable<ArtefactServer> {
    private final String name;
    private final String url;
    private String credentialsId;
    private String caCertificates;
    private String linkUrl;

    /** @throws IllegalArgumentException when a name or an address cannot be one */
    @DataBoundConstructor
    public ArtefactServer(String name, String url) {
        this.name = Objects.requireNonNullElse(Util.fixEmptyAndTrim(name), "");
        this.url = Objects.requireNonNullElse(Util.fixEmptyAndTrim(url), "");
        Refusal.unless(nameProblem(this.name));
        Refusal.unless(urlProblem(this.url));
    }

    public String getName() {
        return name;
    }

    /** With Nexus' context path. */
    public String getUrl() {
        return url;
    }

    public Address address() {
        return Address.of(url);
    }

    /** User and password, or a token, of the controller's store; null for anonymous. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Certificates in PEM form that this server's TLS may come from; null for those of the Java runtimes. */
    public String getCaCertificates() {
        return caCertificates;
    }

    @DataBoundSetter
    public void setCaCertificates(String caCertificates) {
        this.caCertificates = Util.fixEmptyAndTrim(caCertificates);
        Refusal.unless(Certificates.problem(this.caCertificates));
    }

    /** Address under which people reach it, for links; null where it is the same. */
    public String getLinkUrl() {
        return linkUrl;
    }

    @DataBoundSetter
    public void setLinkUrl(String linkUrl) {
        this.linkUrl = Util.fixEmptyAndTrim(linkUrl);
        Refusal.unless(this.linkUrl == null ? null : urlProblem(this.linkUrl));
    }

    /** The same place as people reach it; empty for what is not of this server. */
    public Optional<String> link(String place) {
        String base = address().base().toString();
        return linkUrl == null || !place.startsWith(base)
                ? Optional.empty()
                : Optional.of(Address.of(linkUrl).base() + place.substring(base.length()));
    }

    static String nameProblem(String name) {
        return name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*") ? null : Messages.ArtefactServer_Name(name);
    }

    static String urlProblem(String url) {
        try {
            Address.of(url);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Extension
    @Symbol("nexus")
    public static class DescriptorImpl extends Descriptor<ArtefactServer> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ArtefactServer_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(nameProblem(Util.fixNull(value).strip()));
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(urlProblem(Util.fixNull(value)));
        }

        @POST
        public FormValidation doCheckLinkUrl(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String url = Util.fixEmptyAndTrim(value);
            return Refusal.field(url == null ? null : urlProblem(url));
        }

        @POST
        public FormValidation doCheckCaCertificates(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(Certificates.problem(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Logins.ofController(credentialsId);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String id = Util.fixEmptyAndTrim(value);
            return id == null || Logins.ofController(id, "").isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ArtefactServer_NoCredential(id));
        }

        /** Version, edition, repositories, and which of them the credential may write to. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter String caCertificates) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                ArtefactServer server = new ArtefactServer("test", url);
                server.setCredentialsId(credentialsId);
                server.setCaCertificates(caCertificates);
                return ConnectionTest.of(server);
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
