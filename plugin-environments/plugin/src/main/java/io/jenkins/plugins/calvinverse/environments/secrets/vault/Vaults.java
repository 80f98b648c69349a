package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.secrets.Debt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * The Vaults in use, and those that something is still owed to from before the controller started. What is owed is kept, encrypted,
 * below {@code calvinverse/secrets} of the controller's home.
 */
@Extension
public class Vaults {
    private static final Logger LOG = Logger.getLogger(Vaults.class.getName());

    private final SecretThreads threads = new SecretThreads();
    private final Map<VaultAddress, CompletableFuture<OpenVault>> open = new ConcurrentHashMap<>();
    private volatile boolean closing;

    public static Vaults get() {
        return ExtensionList.lookupSingleton(Vaults.class);
    }

    private static Path home() {
        return Jenkins.get().getRootDir().toPath().resolve("calvinverse").resolve("secrets");
    }

    /** Before the first build goes on: masks and variables of its blocks must be there, and what is owed is revoked. */
    @Initializer(after = InitMilestone.EXTENSIONS_AUGMENTED, before = InitMilestone.JOB_LOADED)
    public static void takeUp() {
        if (!Files.isDirectory(home())) {
            return;
        }
        try (Stream<Path> folders = Files.list(home())) {
            folders.sorted().forEach(get()::takeUp);
        } catch (IOException | UncheckedIOException e) {
            // No reason for the controller not to start
            LOG.log(Level.WARNING, e, () -> "What is owed to Vaults cannot be read: " + home());
        }
    }

    private void takeUp(Path folder) {
        try {
            of(VaultAddress.read(folder.resolve(OpenVault.ADDRESS)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "What is owed to the Vault of " + folder + " cannot be read, so it is not revoked; it ends by"
                            + " itself. Delete the folder when it has.");
        }
    }

    /**
     * A Vault, with what it was used for before. Reads files the first time.
     *
     * @throws IOException when they cannot be read
     * @throws IllegalArgumentException when the address is none
     */
    public OpenVault of(VaultAddress address) throws IOException {
        CompletableFuture<OpenVault> mine = new CompletableFuture<>();
        CompletableFuture<OpenVault> known = open.putIfAbsent(address, mine);
        if (known == null) {
            known = mine;
            try {
                mine.complete(OpenVault.kept(address, home().resolve(address.key()), threads));
            } catch (IOException | RuntimeException e) {
                open.remove(address, mine);
                mine.completeExceptionally(e);
            }
        }
        try {
            return known.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IOException(
                    "What is kept of " + address + " cannot be used: "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    private Stream<OpenVault> opened() {
        return open.values().stream()
                .filter(vault -> vault.isDone() && !vault.isCompletedExceptionally())
                .map(CompletableFuture::join);
    }

    /** One to try a login with, of which nothing is kept. Does no I/O. */
    OpenVault forTrial(VaultAddress address) throws IOException {
        return new OpenVault(address, new NothingKept(), false, threads);
    }

    /** The present secrets of a block that is open. Memory only. */
    public Optional<Block> find(VaultAddress address, String block) {
        return opened().filter(vault -> vault.address().equals(address))
                .findFirst()
                .flatMap(vault -> vault.secrets().find(block));
    }

    /** Every build that goes on has taken up its blocks: the others are ended. */
    public void settled() {
        opened().forEach(vault -> vault.secrets().settled());
    }

    /** What should have been revoked and is not yet, of all Vaults. Memory only. */
    public List<Debt> debts() {
        return opened().flatMap(vault -> vault.secrets().debts().stream()).toList();
    }

    /** For what waits for an answer; a few threads for all. */
    public Executor requests() {
        return threads.requests();
    }

    /** For writing to logs of builds, in order. */
    public Executor news() {
        return threads.news();
    }

    /** Whether the controller ends: what fails now goes on after its restart. */
    public boolean closing() {
        return closing;
    }

    @Terminator
    public static void stop() {
        Vaults all = get();
        all.closing = true;
        all.opened().forEach(vault -> vault.secrets().close());
        all.threads.close();
    }
}
