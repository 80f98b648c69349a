package io.jenkins.plugins.calvinverse.logs.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Values of variables that a step gets and nobody is to see, those of {@code withCredentials} say: Jenkins masks them in the
 * log, yet programs write them to files, too, and in other forms. On the Pipeline's own thread: memory only.
 */
@Extension
public class SensitiveSteps implements StepListener {
    private static final Logger LOGGER = Logger.getLogger(SensitiveSteps.class.getName());

    @Override
    public void notifyOfNewStep(@NonNull Step step, @NonNull StepContext context) {
        if (!Shipping.get().ships()) {
            return;
        }
        try {
            EnvironmentExpander expander = context.get(EnvironmentExpander.class);
            Run<?, ?> run = context.get(Run.class);
            if (expander != null && run != null) {
                Shipping.get().given(run, values(expander));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Values that credentials give to a step may be shipped of " + context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> values(EnvironmentExpander expander) throws IOException, InterruptedException {
        Set<String> names = expander.getSensitiveVariables();
        Set<String> values = new HashSet<>();
        if (!names.isEmpty()) {
            EnvVars variables = new EnvVars();
            expander.expand(variables);
            for (String name : names) {
                String value = variables.get(name);
                if (value != null && !value.isEmpty()) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
