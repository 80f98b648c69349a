package io.jenkins.plugins.calvinverse.logs.metrics.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.TaskListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Notes a number: {@code recordMetric name: 'image_megabytes', value: 120, tags: [team: 'blue']}. It never fails a build. */
public class RecordMetricStep extends Step {
    private final String name;
    private final Object value;
    private Map<String, Object> tags = new HashMap<>();

    @DataBoundConstructor
    public RecordMetricStep(String name, Object value) {
        this.name = name;
        this.value = value;
    }

    public String getName() {
        return name;
    }

    /** A number, or text that is one. */
    public Object getValue() {
        return value;
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
        return new Execution(context, new Recording(name, tags), value == null ? "null" : value.toString());
    }

    private static final class Execution extends SynchronousStepExecution<Void> {
        private static final long serialVersionUID = 1;

        private final Recording recording;
        private final String value;

        Execution(StepContext context, Recording recording, String value) {
            super(context);
            this.recording = recording;
            this.value = value;
        }

        @Override
        protected Void run() throws Exception {
            recording.note(value, getContext().get(TaskListener.class));
            return null;
        }
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "recordMetric";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.RecordMetricStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class);
        }
    }
}
