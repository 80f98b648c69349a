package io.jenkins.plugins.calvinverse.environments.spi;

import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.secrets.BlockEvents;
import io.calvinverse.environments.secrets.BlockRequest;
import io.calvinverse.environments.secrets.SecretSource;
import io.calvinverse.environments.secrets.Want;
import io.calvinverse.environments.vault.VaultClient;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.ControllerVault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A secret of an environment's Vault that the controller itself uses for as long as it wants: a dynamic user of a queue, say. It is
 * renewed while it is held, replaced before its longest life ends, and revoked when it is closed, or, after a crash, when the
 * controller has started. Any thread; nothing here waits for Vault.
 */
public final class HeldSecret implements AutoCloseable {
    private final String id;
    private final ControllerVault vault;
    private final Runnable replaced;
    private volatile CompletableFuture<Map<String, String>> fields;
    private volatile String trouble = "";

    private HeldSecret(String id, ControllerVault vault, Runnable replaced) {
        this.id = id;
        this.vault = vault;
        this.replaced = replaced;
    }

    /**
     * Begins to obtain it. Reads credentials and files.
     *
     * @param environment name of one that exists
     * @param path in its Vault, such as {@code rabbitmq/creds/role}; a prefix for builds' paths is not put before it
     * @param use what for, for people and Vault's audit log
     * @param patience with a Vault that is sealed or down; afterwards {@link #fields} fails
     * @param replaced told when there are new values; called on a thread of the secrets, so it must return at once
     * @throws IOException with what is missing, for people
     */
    public static HeldSecret open(String environment, String path, String use, Duration patience, Runnable replaced)
            throws IOException {
        Environment known = EnvironmentsConfiguration.get()
                .named(environment)
                .orElseThrow(() -> new IOException(
                        Messages.Environments_Unknown(environment, String.join(", ", Environments.names()))));
        ControllerVault vault = ControllerVault.of(known);
        // Never used twice: what a former life of the controller held is ended once that has started.
        HeldSecret held = new HeldSecret("controller:" + use + ':' + UUID.randomUUID(), vault, replaced);
        held.obtain(path, use, patience);
        return held;
    }

    private void obtain(String path, String use, Duration patience) throws IOException {
        BlockRequest request;
        try {
            Want all = new Want.Everything(SecretSource.of(path), "");
            request = new BlockRequest(
                    id, "controller: " + use, List.of(all), List.of(), BlockRequest.USUAL_LIFE, patience);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        fields = vault.secrets().open(request, vault.login(), new Events()).handle((block, failure) -> {
            if (failure != null) {
                throw new IllegalStateException(VaultClient.cause(failure).getMessage());
            }
            trouble = "";
            return block.variables();
        });
    }

    /** The present values by the name of their field; exceptionally an IllegalStateException for people. In clear. */
    public CompletableFuture<Map<String, String>> fields() {
        return fields;
    }

    /** What was last said of Vault not giving or renewing it; empty for nothing. */
    public String trouble() {
        return trouble;
    }

    /** It is revoked, now or when that can be done. */
    @Override
    public void close() {
        vault.secrets().close(id);
    }

    @Override
    public String toString() {
        return id;
    }

    private final class Events implements BlockEvents {
        @Override
        public void note(String text) {
            trouble = text;
        }

        @Override
        public void waiting(String text) {
            trouble = text;
        }

        @Override
        public void rolledOver(Block block) {
            trouble = "";
            fields = CompletableFuture.completedFuture(block.variables());
            replaced.run();
        }
    }
}
