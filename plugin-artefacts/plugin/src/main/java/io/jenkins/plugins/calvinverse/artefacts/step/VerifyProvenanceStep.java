package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.calvinverse.artefacts.agent.VerifyTask;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code verifyProvenance file: 'a.zip', provenance: 'a.dsse.json', key: 'id-of-public-key'}: fails unless the key's owner vouches for it. */
public class VerifyProvenanceStep extends AgentStep {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String provenance;
    private final String key;

    @DataBoundConstructor
    public VerifyProvenanceStep(String file, String provenance, String key) {
        this.file = file;
        this.provenance = provenance;
        this.key = key;
    }

    /** Below the workspace. */
    public String getFile() {
        return file;
    }

    /** DSSE envelope, below the workspace. */
    public String getProvenance() {
        return provenance;
    }

    /** Secret text or secret file with the public key or a certificate in PEM form; or such text itself, which is no secret. */
    public String getKey() {
        return key;
    }

    @Override
    Object run(Desk desk) throws Exception {
        String pem = key.contains("-----BEGIN ") ? key : Provenance.pem(desk.build(), desk.expand(key));
        String name = desk.workspace().act(new VerifyTask(desk.expand(file), desk.expand(provenance), pem));
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
    }
}
