package io.jenkins.plugins.calvinverse.environments.secrets.block;

import hudson.Extension;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.Vaults;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** When every Pipeline that goes on after a start has taken up its blocks, those nobody took up are ended. */
@Extension(ordinal = -100)
public class ControllerStart extends ItemListener {
    @Override
    public void onLoaded() {
        Vaults.get().requests().execute(ControllerStart::settle);
    }

    private static void settle() {
        Queue<CompletableFuture<Void>> taken = new ConcurrentLinkedQueue<>();
        var looked = StepExecution.acceptAll(WithSecretsExecution.class, each -> taken.add(each.takeUp()));
        looked.addListener(
                () -> CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new))
                        .thenRun(() -> Vaults.get().settled()),
                Runnable::run);
    }
}
