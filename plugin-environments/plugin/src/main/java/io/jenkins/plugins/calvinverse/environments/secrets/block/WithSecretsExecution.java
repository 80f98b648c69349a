package io.jenkins.plugins.calvinverse.environments.secrets.block;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.console.ConsoleLogFilter;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.vault.VaultClient;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.secrets.masking.BuildSecrets;
import io.jenkins.plugins.calvinverse.environments.secrets.masking.MaskedFailures;
import io.jenkins.plugins.calvinverse.environments.secrets.masking.MaskingFilter;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.BuildBlock;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.ChosenVault;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.Vaults;
import io.jenkins.plugins.calvinverse.environments.secrets.want.SecretFile;
import io.jenkins.plugins.calvinverse.environments.secrets.want.WantedSecret;
import io.jenkins.plugins.calvinverse.environments.spi.PinnedEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FailureHandler;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A block of a build: opening, running its body, ending. No thread waits for Vault. Of what is written with the state of the build
 * nothing is secret: secrets are kept, encrypted, by {@link Vaults}, under the name of the block.
 */
@SuppressFBWarnings(
        value = {"SE_TRANSIENT_FIELD_NOT_RESTORED", "UWF_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR"},
        justification = "After a restart nothing was told yet, and takeUp is called first")
final class WithSecretsExecution extends StepExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(WithSecretsExecution.class.getName());
    /** Seconds to wait for revoking before the build goes on; what is left is tried again without it. */
    private static final int REVOKING = 30;

    private final ArrayList<WantedSecret> wanted;
    private final String named;
    private final VaultConfiguration configuration;
    private final int waitSeconds;
    private volatile String environment;
    private volatile BuildBlock block;
    /** Where its files are: the agent's name and the folder there. Null without files. */
    private volatile String agent;

    private volatile String folder;
    private volatile boolean running;
    private volatile Outcome outcome;

    /** The step has been told how it ended. Guarded by this. */
    private transient boolean over;

    /** Done with what the start of the controller left to do. Guarded by this. */
    private transient CompletableFuture<Void> takenUp;

    WithSecretsExecution(StepContext context, WithSecretsStep step) {
        super(context);
        this.wanted = new ArrayList<>(step.getSecrets());
        this.named = step.getEnvironment();
        this.configuration = step.getConfiguration();
        this.waitSeconds = step.getWaitSeconds();
    }

    @Override
    public boolean start() throws Exception {
        synchronized (this) {
            takenUp = CompletableFuture.completedFuture(null);
        }
        environment = chosen();
        if (filesWanted() && getContext().get(FilePath.class) == null) {
            throw new AbortException(Messages.WithSecretsExecution_NoAgent());
        }
        begin();
        return false;
    }

    /** Null when the controller has no environments at all. */
    private String chosen() throws IOException, InterruptedException {
        boolean said = named != null || getContext().get(PinnedEnvironment.class) != null;
        boolean none =
                !said && EnvironmentsConfiguration.get().getEnvironments().isEmpty();
        return none ? null : Choice.of(getContext(), named).getName();
    }

    private boolean filesWanted() {
        return wanted.stream().anyMatch(SecretFile.class::isInstance);
    }

    private void begin() throws IOException, InterruptedException {
        String node = getContext().get(FlowNode.class).getId();
        try {
            Vaults.get().requests().execute(() -> attempt(() -> open(node)));
        } catch (RejectedExecutionException e) {
            // The controller ends: it begins anew after its restart
            LOG.log(Level.FINE, e, () -> "not begun: " + node);
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private void attempt(Attempt what) {
        try {
            what.run();
        } catch (Exception e) {
            failed(e);
        }
    }

    private Opening opening() throws IOException, InterruptedException {
        Environment known = environment == null
                ? null
                : EnvironmentsConfiguration.get().named(environment).orElse(null);
        return new Opening(getContext().get(Run.class), known, configuration);
    }

    private void open(String node) throws Exception {
        Opening opening = opening();
        ChosenVault vault = opening.vault();
        BuildBlock name = new BuildBlock(opening.build(), node, vault.address());
        block = name;
        if (isOver()) {
            return;
        }
        EnvVars variables = getContext().get(EnvVars.class);
        Duration patience = Duration.ofSeconds(waitSeconds);
        CompletableFuture<Block> secrets = opening.open(name, vault, wanted, variables, patience, news());
        if (isOver()) {
            Opening.close(name);
        }
        secrets.whenCompleteAsync(
                (given, failure) -> attempt(() -> {
                    if (failure != null) {
                        throw VaultClient.cause(failure);
                    }
                    opened(name, given);
                }),
                Vaults.get().requests());
    }

    private News news() {
        return new News(() -> getContext().get(TaskListener.class), this::anew);
    }

    private void opened(BuildBlock name, Block secrets) throws Exception {
        BuildSecrets.get().given(name, secrets);
        if (filesWanted()) {
            Computer.threadPoolForRemoting.execute(() -> attempt(() -> {
                FilePath place = place(name);
                agent = SecretFiles.node(place);
                folder = place.getRemote();
                startBody(name, secrets, SecretFiles.write(place, secrets, wanted));
            }));
        } else {
            startBody(name, secrets, Map.of());
        }
    }

    private FilePath place(BuildBlock name) throws IOException, InterruptedException {
        return SecretFiles.folder(getContext().get(FilePath.class), name.id());
    }

    private void startBody(BuildBlock name, Block secrets, Map<String, String> files) throws Exception {
        synchronized (this) {
            if (!over) {
                running = true;
            }
        }
        if (!running) {
            end(name);
            return;
        }
        StepContext context = getContext();
        TreeSet<String> variables = new TreeSet<>(secrets.variables().keySet());
        variables.addAll(files.keySet());
        news().note(Messages.WithSecretsExecution_Opened(String.join(", ", variables)));
        Run<?, ?> build = context.get(Run.class);
        context.newBodyInvoker()
                .withContexts(
                        EnvironmentExpander.merge(
                                context.get(EnvironmentExpander.class),
                                new BlockVariables(name, secrets.variables().keySet(), files)),
                        BodyInvoker.mergeConsoleLogFilters(
                                context.get(ConsoleLogFilter.class), new MaskingFilter(name, build.getCharset())),
                        FailureHandler.merge(context.get(FailureHandler.class), new MaskedFailures(name)))
                .withCallback(new Ending())
                .start();
    }

    /** New secrets while the body runs. On the thread of all secrets. */
    private void anew(Block secrets) {
        BuildBlock name = block;
        BuildSecrets.get().given(name, secrets);
        if (filesWanted()) {
            Computer.threadPoolForRemoting.execute(() -> {
                try {
                    SecretFiles.write(place(name), secrets, wanted);
                } catch (IOException | RuntimeException e) {
                    news().note(Messages.WithSecretsExecution_FilesNotRenewed(e.getMessage()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @SuppressFBWarnings(
            value = "SE_INNER_CLASS",
            justification = "The block is written with the build, and this with it")
    private final class Ending extends BodyExecutionCallback {
        private static final long serialVersionUID = 1;

        @Override
        public void onSuccess(StepContext context, Object result) {
            ended(Outcome.success(result));
        }

        @Override
        public void onFailure(StepContext context, Throwable failure) {
            ended(Outcome.failure(
                    MaskedFailures.mask(failure, BuildSecrets.get().masker(block))));
        }
    }

    /** On the thread of the Pipeline, after which its state is written. */
    private void ended(Outcome how) {
        outcome = how;
        conclude();
    }

    private void conclude() {
        end(block).completeOnTimeout(false, REVOKING, TimeUnit.SECONDS).thenAccept(nothingLeft -> {
            if (!nothingLeft) {
                news().note(Messages.WithSecretsExecution_Owed());
            }
            if (claim()) {
                outcome.tell(getContext());
            }
        });
    }

    /** Removes files and revokes. Never fails. */
    private CompletableFuture<Boolean> end(BuildBlock name) {
        CompletableFuture<Void> files = folder == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(this::removeFiles, Computer.threadPoolForRemoting);
        return files.handle((done, failure) -> Opening.close(name)).thenCompose(closed -> closed);
    }

    private void removeFiles() {
        try {
            String left = SecretFiles.remove(agent, folder);
            if (left != null) {
                news().note(Messages.WithSecretsExecution_FilesLeft(folder, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Exception failure) {
        if (Vaults.get().closing()) {
            return;
        }
        BuildBlock name = block;
        if (name != null) {
            end(name);
        }
        if (claim()) {
            getContext().onFailure(told(failure));
        }
    }

    /** What is meant for people goes into the log without a stack trace. */
    private static Throwable told(Exception failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean known = cause instanceof io.calvinverse.environments.vault.VaultException
                || cause instanceof IllegalArgumentException;
        return known ? new AbortException(cause.getMessage()) : cause;
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Whether it is the caller who ends the step. */
    private synchronized boolean claim() {
        boolean mine = !over;
        over = true;
        return mine;
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        if (claim()) {
            BuildBlock name = block;
            if (name != null) {
                end(name);
            }
            super.stop(cause);
        }
    }

    @Override
    public void onResume() {
        takeUp();
    }

    /** After a start of the controller, once: goes on where it was. @return done, and never failed, when the block is taken up */
    synchronized CompletableFuture<Void> takeUp() {
        if (takenUp != null) {
            return takenUp;
        }
        takenUp = new CompletableFuture<>();
        if (outcome != null) {
            conclude();
            takenUp.complete(null);
        } else if (running) {
            Vaults.get().requests().execute(this::resume);
        } else {
            takenUp.complete(null);
            attempt(this::begin);
        }
        return takenUp;
    }

    @SuppressFBWarnings(
            value = "REC_CATCH_EXCEPTION",
            justification = "Whatever it is, the others must not wait for it")
    private void resume() {
        CompletableFuture<Block> resumed;
        try {
            resumed = opening().resume(block, news());
        } catch (Exception e) {
            resumed = CompletableFuture.failedFuture(e);
        }
        resumed.whenComplete((secrets, failure) -> {
            if (failure == null) {
                BuildSecrets.get().given(block, secrets);
            } else if (!Vaults.get().closing()) {
                news().note(Messages.WithSecretsExecution_NotTakenUp(
                        VaultClient.cause(failure).getMessage()));
            }
            synchronized (this) {
                takenUp.complete(null);
            }
        });
    }

    @Override
    public String getStatus() {
        return outcome != null ? "revoking secrets" : running ? "running its block" : "waiting for Vault";
    }
}
