package io.jenkins.plugins.calvinverse.environments.secrets.block;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.calvinverse.environments.choice.Offered;
import io.jenkins.plugins.calvinverse.environments.secrets.want.WantedSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Secrets of Vault for a block of a Pipeline: kept alive while it runs, revoked when it ends. */
public class WithSecretsStep extends Step {
    /** Seconds. */
    static final int DEFAULT_WAIT = 300;

    private final List<WantedSecret> secrets;
    private String environment;
    private VaultConfiguration configuration;
    private int waitSeconds = DEFAULT_WAIT;

    @DataBoundConstructor
    public WithSecretsStep(List<WantedSecret> secrets) {
        this.secrets = new ArrayList<>(Util.fixNull(secrets));
        if (this.secrets.isEmpty()) {
            throw new IllegalArgumentException(Messages.WithSecretsStep_Nothing());
        }
    }

    public List<WantedSecret> getSecrets() {
        return List.copyOf(secrets);
    }

    /** Null for the one pinned around the step, or the default one. */
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    /** What differs from the environment's settings of Vault; null for nothing. */
    public VaultConfiguration getConfiguration() {
        return configuration;
    }

    @DataBoundSetter
    public void setConfiguration(VaultConfiguration configuration) {
        this.configuration = configuration;
    }

    /** How long to wait for a Vault that is sealed or does not answer. */
    public int getWaitSeconds() {
        return waitSeconds;
    }

    @DataBoundSetter
    public void setWaitSeconds(int waitSeconds) {
        if (waitSeconds < 0) {
            throw new IllegalArgumentException(Messages.WithSecretsStep_Wait(waitSeconds));
        }
        this.waitSeconds = waitSeconds;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WithSecretsExecution(context, this);
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "withSecrets";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WithSecretsStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, EnvVars.class);
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        public int getDefaultWait() {
            return DEFAULT_WAIT;
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
