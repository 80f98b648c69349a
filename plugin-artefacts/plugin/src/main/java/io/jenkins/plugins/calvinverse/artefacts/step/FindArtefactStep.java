package io.jenkins.plugins.calvinverse.artefacts.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.calvinverse.artefacts.agent.FetchTask;
import io.jenkins.plugins.calvinverse.artefacts.agent.Result;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code findArtefact from: 'nexus/raw-hosted', format: 'raw', name: 'a/b.zip'}: its receipt, or null. */
public class FindArtefactStep extends ReadingStep {
    private static final long serialVersionUID = 1;

    @DataBoundConstructor
    public FindArtefactStep(String from, String format, String name) {
        super(from, format, name);
    }

    @Override
    Object run(Desk desk) throws Exception {
        Result found = desk.workspace()
                .act(new FetchTask(desk.place(getFrom(), getCredentialsId()), coordinates(desk), null, ""));
        return found == null ? null : Answers.of(found);
    }

    @Extension
    public static class DescriptorImpl extends ReadingDescriptor {
        @Override
        public String getFunctionName() {
            return "findArtefact";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FindArtefactStep_DisplayName();
        }
    }
}
