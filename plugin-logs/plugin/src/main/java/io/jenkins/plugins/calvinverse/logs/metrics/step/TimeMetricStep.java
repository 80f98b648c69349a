package io.jenkins.plugins.calvinverse.logs.metrics.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Notes how many seconds its body takes: {@code timeMetric('deployment') { … }}. It fails only when its body does. */
public class TimeMetricStep extends Step {
    private final String name;
    private Map<String, Object> tags = new HashMap<>();

    @DataBoundConstructor
    public TimeMetricStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public Map<String, Object> getTags() {
        return tags;
    }

    @DataBoundSetter
    public void setTags(Map<String, Object> tags) {
        this.tags = tags == null ? new HashMap<>() : new HashMap<>(tags);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, new Recording(name, tags));
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1;

        private final Recording recording;

        Execution(StepContext context, Recording recording) {
            super(context);
            this.recording = recording;
        }

        @Override
        public boolean start() {
            getContext()
                    .newBodyInvoker()
                    .withCallback(new Watch(recording, System.currentTimeMillis()))
                    .start();
            return false;
        }
    }

    /** Goes on over a restart of the controller: what passes then counts, as it does for the build. */
    private static final class Watch extends BodyExecutionCallback.TailCall {
        private static final long serialVersionUID = 1;
        private static final double SECOND = 1000;

        private final Recording recording;
        private final long began;

        Watch(Recording recording, long began) {
            this.recording = recording;
            this.began = began;
        }

        @Override
        protected void finished(StepContext context) throws IOException, InterruptedException {
            double seconds = Math.max(0, System.currentTimeMillis() - began) / SECOND;
            recording.note(seconds, context.get(TaskListener.class));
        }
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "timeMetric";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.TimeMetricStep_DisplayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class);
        }
    }
}
