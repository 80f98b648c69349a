package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import io.calvinverse.environments.patience.ThreadTimeline;
import io.calvinverse.environments.secrets.BlockStore;
import io.calvinverse.environments.secrets.FolderStore;
import io.calvinverse.environments.secrets.LeasedSecrets;
import io.calvinverse.environments.secrets.Secrets;
import io.calvinverse.environments.vault.Doubt;
import io.calvinverse.environments.vault.HttpVault;
import io.calvinverse.environments.vault.Paced;
import io.calvinverse.environments.vault.VaultClient;
import io.jenkins.plugins.calvinverse.environments.connection.VaultHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A Vault in use: the client that speaks to it, and what blocks have of it. */
public final class OpenVault {
    static final String ADDRESS = "vault.properties";

    /** Each is a connection. */
    private static final int AT_ONCE = 16;

    private final VaultAddress address;
    private final Secrets secrets;
    private final StaticTokens staticTokens;
    private final Doubt doubt;

    /** @param opensWrappers whether a wrapped token may be opened, which can be done once */
    OpenVault(VaultAddress address, BlockStore store, boolean opensWrappers, SecretThreads threads) throws IOException {
        this.address = address;
        HttpVault vault = VaultHttp.of(address.url(), address.namespace(), address.trusting());
        VaultClient client = new VaultClient(new Paced(vault, AT_ONCE));
        this.doubt = new Doubt(client);
        this.secrets = new LeasedSecrets(
                client, new ThreadTimeline(threads.timeline(), Clock.systemUTC()), store, new SecureRandom());
        this.staticTokens = new StaticTokens(secrets, client, opensWrappers);
    }

    /**
     * With what was left of it.
     *
     * @param folder of this Vault alone; made when it is missing
     */
    static OpenVault kept(VaultAddress address, Path folder, SecretThreads threads) throws IOException {
        Files.createDirectories(folder);
        Path properties = folder.resolve(ADDRESS);
        if (Files.notExists(properties)) {
            address.write(properties);
        }
        return new OpenVault(address, new FolderStore(folder.resolve("blocks"), new JenkinsSealing()), true, threads);
    }

    public VaultAddress address() {
        return address;
    }

    StaticTokens staticTokens() {
        return staticTokens;
    }

    Doubt doubt() {
        return doubt;
    }

    public Secrets secrets() {
        return secrets;
    }
}
