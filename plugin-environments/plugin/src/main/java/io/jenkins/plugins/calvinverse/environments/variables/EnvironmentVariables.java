package io.jenkins.plugins.calvinverse.environments.variables;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildWrapperDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.environments.discovery.Found;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.choice.Offered;
import io.jenkins.plugins.calvinverse.environments.connection.Lookup;
import io.jenkins.plugins.calvinverse.environments.step.WithEnvironmentStep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import jenkins.tasks.SimpleBuildWrapper;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Names an environment and addresses of its services in variables, for freestyle jobs. */
public class EnvironmentVariables extends SimpleBuildWrapper {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private String environment;
    private List<ServiceVariable> services = new ArrayList<>();

    @DataBoundConstructor
    public EnvironmentVariables() {
        // every setting has a default
    }

    /** Null for the default one. */
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    public List<ServiceVariable> getServices() {
        return List.copyOf(Util.fixNull(services));
    }

    @DataBoundSetter
    public void setServices(List<ServiceVariable> services) {
        this.services = new ArrayList<>(Util.fixNull(services));
    }

    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    @SuppressFBWarnings(value = "PREDICTABLE_RANDOM", justification = "It spreads load and keeps no secret")
    @Override
    public void setUp(Context context, Run<?, ?> build, TaskListener listener, EnvVars initialEnvironment)
            throws IOException, InterruptedException {
        var chosen = Choice.of(build.getParent(), environment);
        WithEnvironmentStep.variables(chosen).forEach(context::env);
        for (ServiceVariable each : getServices()) {
            Found found = find(chosen, each);
            if (found.old()) {
                listener.getLogger().println(each.getVariable() + ": " + found.remark(Instant.now()));
            }
            int one = ThreadLocalRandom.current().nextInt(found.endpoints().size());
            context.env(each.getVariable(), found.endpoints().get(one).toString());
        }
    }

    private static Found find(
            io.jenkins.plugins.calvinverse.environments.definition.Environment chosen, ServiceVariable each)
            throws IOException, InterruptedException {
        CompletableFuture<Found> lookup = Lookup.of(chosen, each.getService(), each.getTag(), PATIENCE);
        try {
            return lookup.get();
        } catch (ExecutionException e) {
            AbortException failure = new AbortException(e.getCause().getMessage());
            failure.initCause(e);
            throw failure;
        } finally {
            lookup.cancel(false);
        }
    }

    @Extension
    @Symbol("environmentVariables")
    public static class DescriptorImpl extends BuildWrapperDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EnvironmentVariables_DisplayName();
        }

        @Override
        public boolean isApplicable(AbstractProject<?, ?> item) {
            return true;
        }

        @POST
        public ListBoxModel doFillEnvironmentItems(@AncestorInPath Item item) {
            return Offered.to(item, true);
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return Offered.check(item, value);
        }
    }
}
