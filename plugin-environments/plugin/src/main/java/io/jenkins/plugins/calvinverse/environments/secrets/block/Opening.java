package io.jenkins.plugins.calvinverse.environments.secrets.block;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.secrets.BlockEvents;
import io.calvinverse.environments.secrets.BlockRequest;
import io.calvinverse.environments.secrets.Login;
import io.calvinverse.environments.secrets.Want;
import io.calvinverse.environments.vault.VaultException;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.BuildBlock;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.ChosenVault;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.OpenVault;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.Vaults;
import io.jenkins.plugins.calvinverse.environments.secrets.want.WantedSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Opens a block of a build, or takes one up. Reads credentials and files: for threads that may wait, though nothing here waits for
 * Vault.
 *
 * @param environment null when there are none
 * @param said the job's own settings of Vault; null for none
 */
record Opening(Run<?, ?> build, Environment environment, VaultConfiguration said) {

    /** The environment a job names, or else the one pinned or the default; null when the controller has none at all. */
    static Environment environment(Run<?, ?> build, String named) throws AbortException {
        boolean none = named == null
                && EnvironmentsConfiguration.get().getEnvironments().isEmpty();
        return none ? null : Choice.of(build.getParent(), named);
    }

    /** The Vault that is to be used now. */
    ChosenVault vault() throws AbortException {
        return ChosenVault.of(build, environment, said);
    }

    CompletableFuture<Block> open(
            BuildBlock block,
            ChosenVault chosen,
            List<WantedSecret> wanted,
            EnvVars variables,
            Duration patience,
            BlockEvents events)
            throws IOException {
        String prefix = chosen.pathPrefix(variables);
        List<Want> wants =
                wanted.stream().map(each -> each.want(prefix, variables)).toList();
        BlockRequest request = new BlockRequest(
                block.id(), block.build(), wants, chosen.policies(variables), BlockRequest.USUAL_LIFE, patience);
        if (block.vault().trusting()) {
            events.note(Messages.Opening_Trusting(block.vault()));
        }
        OpenVault vault = Vaults.get().of(block.vault());
        return vault.secrets().open(request, chosen.login(vault), events);
    }

    /** What is open goes on, also when its settings are gone; only new secrets cannot be had then. */
    CompletableFuture<Block> resume(BuildBlock block, BlockEvents events) throws IOException {
        OpenVault vault = Vaults.get().of(block.vault());
        return vault.secrets().resume(block.id(), login(vault), events);
    }

    private Login login(OpenVault vault) {
        try {
            return vault().login(vault);
        } catch (AbortException e) {
            VaultException cause = new VaultException(VaultException.Cause.REFUSED, e.getMessage());
            return () -> CompletableFuture.failedFuture(cause);
        }
    }

    /** Ends a block; never fails. @return false when something is still owed */
    static CompletableFuture<Boolean> close(BuildBlock block) {
        try {
            return Vaults.get().of(block.vault()).secrets().close(block.id());
        } catch (IOException e) {
            // What cannot be read is said when the controller starts
            return CompletableFuture.completedFuture(false);
        }
    }
}
