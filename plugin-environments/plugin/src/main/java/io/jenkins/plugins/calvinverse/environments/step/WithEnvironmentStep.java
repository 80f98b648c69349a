package io.jenkins.plugins.calvinverse.environments.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.choice.Offered;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.spi.PinnedEnvironment;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Pins an environment for everything inside: {@code withEnvironment('test') { … }}. */
public class WithEnvironmentStep extends Step {
    /** Name of the pinned environment. */
    public static final String NAME_VARIABLE = "CALVINVERSE_ENVIRONMENT";

    /** DNS domain of its Consul. */
    public static final String DOMAIN_VARIABLE = "CALVINVERSE_DOMAIN";

    private final String name;

    @DataBoundConstructor
    public WithEnvironmentStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    /** What a pinned environment is called in shells. */
    public static Map<String, String> variables(Environment environment) {
        return Map.of(NAME_VARIABLE, environment.getName(), DOMAIN_VARIABLE, environment.getDomain());
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Pinning(context, name);
    }

    private static final class Pinning extends StepExecution {
        private static final long serialVersionUID = 1;

        private final String name;

        Pinning(StepContext context, String name) {
            super(context);
            this.name = name;
        }

        @Override
        public boolean start() throws Exception {
            StepContext context = getContext();
            Environment environment = Choice.of(context, name);
            EnvironmentExpander variables = EnvironmentExpander.constant(variables(environment));
            context.newBodyInvoker()
                    .withContexts(
                            EnvironmentExpander.merge(context.get(EnvironmentExpander.class), variables),
                            new PinnedEnvironment(environment.getName()))
                    .withCallback(BodyExecutionCallback.wrap(context))
                    .start();
            return false;
        }
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "withEnvironment";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WithEnvironmentStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, EnvVars.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(PinnedEnvironment.class);
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            return namedArgs.get("name") instanceof String name ? name : null;
        }

        @POST
        public ListBoxModel doFillNameItems(@AncestorInPath hudson.model.Item item) {
            return Offered.to(item, false);
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath hudson.model.Item item, @QueryParameter String value) {
            return Offered.check(item, value);
        }
    }
}
