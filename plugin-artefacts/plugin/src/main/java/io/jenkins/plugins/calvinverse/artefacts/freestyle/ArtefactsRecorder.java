package io.jenkins.plugins.calvinverse.artefacts.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Publisher;
import hudson.tasks.Recorder;
import io.jenkins.plugins.calvinverse.artefacts.step.AgentStep;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** A step of Pipelines after the build of freestyle jobs, unless that failed. */
public class ArtefactsRecorder extends Recorder {
    private final AgentStep step;

    @DataBoundConstructor
    public ArtefactsRecorder(AgentStep step) {
        this.step = step;
    }

    public AgentStep getStep() {
        return step;
    }

    /** One build does not depend on another. */
    @Override
    public BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        Result result = build.getResult();
        if (result != null && result.isWorseThan(Result.UNSTABLE)) {
            listener.getLogger().println(Messages.ArtefactsRecorder_Failed(result));
            return true;
        }
        step.perform(build, launcher, listener);
        return true;
    }

    @Extension
    @Symbol("artefactsAfterBuild")
    public static class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ArtefactsRecorder_DisplayName();
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
