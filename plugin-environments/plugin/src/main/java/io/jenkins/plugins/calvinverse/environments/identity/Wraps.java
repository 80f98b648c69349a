package io.jenkins.plugins.calvinverse.environments.identity;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import hudson.util.Secret;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.Wrapper;
import io.calvinverse.environments.vault.Wrapping;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.connection.VaultAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Values in wrappers of an environment's Vault. One thread does it: a login, kept by its access, is for one. */
@Extension
public class Wraps {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            new NamingThreadFactory(new DaemonThreadFactory(), "calvinverse-environments-wraps"));
    /** The thread's own. */
    private final Map<String, VaultAccess> accesses = new HashMap<>();

    public static Wraps get() {
        return ExtensionList.lookupSingleton(Wraps.class);
    }

    /** Its URL, where the environment has one and a credential for it. Sends nothing. */
    public Optional<String> vault(String environment) {
        return access(environment).filter(VaultAccess::hasCredential).map(VaultAccess::url);
    }

    /** As {@link io.jenkins.plugins.calvinverse.environments.spi.MachineIdentities#wrap}. */
    public CompletableFuture<Secret> wrap(String environment, Map<String, String> values, Duration life) {
        return CompletableFuture.supplyAsync(() -> wrapNow(environment, values, life), thread);
    }

    private Secret wrapNow(String environment, Map<String, String> values, Duration life) {
        try {
            VaultAccess access = current(environment);
            Wrapper wrapper = new Wrapping(new VaultClient(access.vault()))
                    .wrap(access.token(), values, life)
                    .join();
            return Secret.fromString(wrapper.token().value());
        } catch (CompletionException e) {
            throw failure(environment, VaultClient.cause(e));
        } catch (VaultException e) {
            throw failure(environment, e);
        }
    }

    private CompletionException failure(String environment, VaultException cause) {
        accesses.remove(environment);
        String text = Messages.Wraps_Failed(environment, cause.getMessage());
        IOException told = cause.mayPass() ? new IOException(text) : new AbortException(text);
        told.initCause(cause);
        return new CompletionException(told);
    }

    private VaultAccess current(String environment) throws VaultException {
        VaultAccess now = access(environment)
                .orElseThrow(
                        () -> new VaultException(VaultException.Cause.REFUSED, Messages.Means_NoVault(environment)));
        return accesses.merge(environment, now, (before, after) -> before.equals(after) ? before : after);
    }

    private static Optional<VaultAccess> access(String environment) {
        return EnvironmentsConfiguration.get().named(environment).flatMap(VaultAccess::of);
    }

    @Terminator
    public static void stop() {
        get().thread.shutdownNow();
    }
}
