package io.jenkins.plugins.calvinverse.logs.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.TaskListener;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.check.FieldNames;
import io.jenkins.plugins.calvinverse.logs.check.Lines;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Fields for all lines printed inside: {@code withLogFields(team: 'x') { … }}. Works outside of {@code node}, too. */
public class WithLogFieldsStep extends Step {
    private final Map<String, Object> fields;

    /** @param fields values by name; {@code fields: [team: 'x']} where a syntax takes no other names */
    @DataBoundConstructor
    public WithLogFieldsStep(Map<String, Object> fields) {
        this.fields = fields == null ? new LinkedHashMap<>() : new LinkedHashMap<>(fields);
    }

    public Map<String, Object> getFields() {
        return fields;
    }

    @Override
    public StepExecution start(StepContext context) {
        Map<String, String> texts = new TreeMap<>();
        fields.forEach((name, value) -> texts.put(name, FieldNames.cut(String.valueOf(value))));
        return new Execution(context, texts);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1;

        private final TreeMap<String, String> fields;

        Execution(StepContext context, Map<String, String> fields) {
            super(context);
            this.fields = new TreeMap<>(fields);
        }

        /** A field that cannot be is left out, and said: no build fails because of its log. */
        @Override
        public boolean start() throws Exception {
            List<String> allowed = Lines.words(LogsConfiguration.get().getAllowedFields());
            Map<String, String> good = new TreeMap<>();
            for (Map.Entry<String, String> each : fields.entrySet()) {
                String wrong = FieldNames.problem(each.getKey());
                if (wrong == null && !FieldNames.allowed(allowed, each.getKey())) {
                    wrong = Messages.WithLogFieldsStep_NotAllowed(each.getKey(), String.join(", ", allowed));
                }
                if (wrong == null) {
                    good.put(each.getKey(), each.getValue());
                } else {
                    say(wrong);
                }
            }
            FlowNode node = getContext().get(FlowNode.class);
            if (node != null) {
                node.addAction(new LogFieldsAction(good));
            }
            getContext()
                    .newBodyInvoker()
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
            return false;
        }

        private void say(String text) throws IOException, InterruptedException {
            TaskListener listener = getContext().get(TaskListener.class);
            if (listener != null) {
                listener.getLogger().println(Messages.WithLogFieldsStep_Dropped(text));
            }
        }
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "withLogFields";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WithLogFieldsStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(FlowNode.class, TaskListener.class);
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        /** Fields stand beside each other, or in a map called {@code fields}. */
        @Override
        public Step newInstance(Map<String, Object> arguments) {
            Map<String, Object> fields = new LinkedHashMap<>(arguments);
            if (fields.get("fields") instanceof Map<?, ?> inner) {
                fields.remove("fields");
                inner.forEach((name, value) -> fields.put(String.valueOf(name), value));
            }
            return new WithLogFieldsStep(fields);
        }
    }
}
