package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.artefacts.artefact.Format;
import io.jenkins.plugins.calvinverse.artefacts.agent.VerifyTask;
import io.jenkins.plugins.calvinverse.artefacts.destination.Place;
import io.jenkins.plugins.calvinverse.artefacts.server.Logins;
import io.jenkins.plugins.calvinverse.artefacts.server.RepositoryMenu;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code verifyProvenance file: 'a.zip', from: 'nexus/raw-hosted', key: 'id-of-public-key'}, or {@code provenance: 'a.dsse.json'} instead
 * of {@code from}: fails unless the key's owner vouches for the file.
 */
public class VerifyProvenanceStep extends AgentStep {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String key;
    private String provenance;
    private String from;
    private String credentialsId;

    @DataBoundConstructor
    public VerifyProvenanceStep(String file, String key) {
        this.file = file;
        this.key = key;
    }

    /** Below the workspace. */
    public String getFile() {
        return file;
    }

    /** Secret text or secret file with the public key or a certificate in PEM form; or such text itself, which is no secret. */
    public String getKey() {
        return key;
    }

    /** DSSE envelope, below the workspace; null to get it from the repository. */
    public String getProvenance() {
        return provenance;
    }

    @DataBoundSetter
    public void setProvenance(String provenance) {
        this.provenance = Util.fixEmptyAndTrim(provenance);
    }

    /** Raw repository to which it was published with {@code provenanceTo}; null where there is a file. */
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    /** Null for the credential of the configured server. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @Override
    Object run(Desk desk) throws Exception {
        if ((provenance == null) == (from == null)) {
            throw new AbortException(Messages.VerifyProvenanceStep_OneOf());
        }
        String pem = key.contains("-----BEGIN ") ? key : Provenance.pem(desk.build(), desk.expand(key));
        Place place = from == null ? null : desk.place(from, credentialsId);
        String name = desk.workspace().act(new VerifyTask(desk.expand(file), desk.expand(provenance), place, pem));
        desk.listener().getLogger().println(Messages.VerifyProvenanceStep_Verified(desk.expand(file), name));
        return name;
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "verifyProvenance";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.VerifyProvenanceStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FilePath.class);
        }

        @POST
        public ComboBoxModel doFillFromItems(@AncestorInPath Item item) {
            return RepositoryMenu.downloads(item, Format.RAW);
        }

        @POST
        public FormValidation doCheckFrom(@AncestorInPath Item item, @QueryParameter String value) {
            return PublishingDescriptor.ifGiven(item, value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return Logins.ofItem(item, credentialsId);
        }
    }
}
