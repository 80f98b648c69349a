package io.jenkins.plugins.calvinverse.environments.secrets.block;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.console.ConsoleLogFilter;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildWrapperDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.vault.VaultClient;
import io.jenkins.plugins.calvinverse.environments.choice.Offered;
import io.jenkins.plugins.calvinverse.environments.secrets.masking.BuildSecrets;
import io.jenkins.plugins.calvinverse.environments.secrets.masking.MaskingFilter;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.BuildBlock;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.ChosenVault;
import io.jenkins.plugins.calvinverse.environments.secrets.want.SecretFile;
import io.jenkins.plugins.calvinverse.environments.secrets.want.SecretValue;
import io.jenkins.plugins.calvinverse.environments.secrets.want.WantedSecret;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jenkins.tasks.SimpleBuildWrapper;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What {@code withSecrets} is to Pipelines, for freestyle jobs: for the whole build. */
public class SecretsWrapper extends SimpleBuildWrapper {
    private final List<WantedSecret> secrets;
    private String environment;
    private int waitSeconds = WithSecretsStep.DEFAULT_WAIT;

    @DataBoundConstructor
    public SecretsWrapper(List<WantedSecret> secrets) {
        this.secrets = new ArrayList<>(Util.fixNull(secrets));
    }

    public List<WantedSecret> getSecrets() {
        return List.copyOf(secrets);
    }

    /** Null for the default one. */
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    /** How long to wait for a Vault that is sealed or does not answer. */
    public int getWaitSeconds() {
        return waitSeconds;
    }

    @DataBoundSetter
    public void setWaitSeconds(int waitSeconds) {
        this.waitSeconds = Math.max(0, waitSeconds);
    }

    @Override
    public void setUp(
            Context context,
            Run<?, ?> build,
            FilePath workspace,
            Launcher launcher,
            TaskListener listener,
            EnvVars variables)
            throws IOException, InterruptedException {
        if (!(build instanceof AbstractBuild)) {
            // A Pipeline would write the values with its state
            throw new AbortException(Messages.SecretsWrapper_Pipeline());
        }
        Opening opening = new Opening(build, Opening.environment(build, environment), null);
        ChosenVault vault = opening.vault();
        BuildBlock block = new BuildBlock(build, "wrapper", vault.address());
        FilePath folder = SecretFiles.folder(workspace, block.id());
        context.setDisposer(new Ending(block));
        News news = new News(() -> listener, anew -> BuildSecrets.get().given(block, anew));
        Block given =
                wait(opening.open(block, vault, secrets, variables, Duration.ofSeconds(waitSeconds), news), block);
        BuildSecrets.get().given(block, given);
        given.variables().forEach(context.getEnv()::put);
        if (secrets.stream().anyMatch(SecretFile.class::isInstance)) {
            SecretFiles.write(folder, given, secrets).forEach(context.getEnv()::put);
        }
    }

    private static Block wait(CompletableFuture<Block> opening, BuildBlock block)
            throws IOException, InterruptedException {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw new AbortException(VaultClient.cause(e.getCause()).getMessage());
        } catch (InterruptedException e) {
            Opening.close(block);
            throw e;
        }
    }

    @Override
    public ConsoleLogFilter createLoggerDecorator(@NonNull Run<?, ?> build) {
        return new WholeBuild(build);
    }

    /** Before the build it is not known yet what there is to mask. */
    private static final class WholeBuild extends ConsoleLogFilter {
        private final Run<?, ?> build;

        WholeBuild(Run<?, ?> build) {
            this.build = build;
        }

        @Override
        public OutputStream decorateLogger(AbstractBuild build, OutputStream logger) {
            return MaskingFilter.ofBuild(this.build.getExternalizableId(), this.build.getCharset(), logger);
        }

        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return decorateLogger((AbstractBuild) null, logger);
        }
    }

    @Override
    public void makeSensitiveBuildVariables(AbstractBuild build, Set<String> sensitive) {
        for (WantedSecret each : secrets) {
            if (each instanceof SecretValue value) {
                sensitive.add(value.getVariable());
            }
        }
    }

    private static final class Ending extends Disposer {
        private static final long serialVersionUID = 1;

        private final BuildBlock block;

        Ending(BuildBlock block) {
            this.block = block;
        }

        @Override
        public void tearDown(Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener)
                throws IOException, InterruptedException {
            try {
                SecretFiles.folder(workspace, block.id()).deleteRecursive();
            } finally {
                if (!Opening.close(block).join()) {
                    listener.getLogger().println(Messages.News_Note(Messages.WithSecretsExecution_Owed()));
                }
            }
        }
    }

    @Extension
    @Symbol("environmentSecrets")
    public static class DescriptorImpl extends BuildWrapperDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SecretsWrapper_DisplayName();
        }

        @Override
        public boolean isApplicable(AbstractProject<?, ?> item) {
            return true;
        }

        public int getDefaultWait() {
            return WithSecretsStep.DEFAULT_WAIT;
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
