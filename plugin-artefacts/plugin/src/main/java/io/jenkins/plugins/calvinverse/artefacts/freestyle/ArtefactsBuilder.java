package io.jenkins.plugins.calvinverse.artefacts.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.calvinverse.artefacts.step.AgentStep;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** A step of Pipelines as a build step of freestyle jobs. */
public class ArtefactsBuilder extends Builder {
    private final AgentStep step;

    @DataBoundConstructor
    public ArtefactsBuilder(AgentStep step) {
        this.step = step;
    }

    public AgentStep getStep() {
        return step;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        step.perform(build, launcher, listener);
        return true;
    }

    @Extension
    @Symbol("artefacts")
    public static class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ArtefactsBuilder_DisplayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        /** For the form. */
        public List<StepDescriptor> getSteps() {
            return Offered.steps();
        }
    }
}
