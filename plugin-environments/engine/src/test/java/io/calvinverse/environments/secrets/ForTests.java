package io.calvinverse.environments.secrets;

import io.calvinverse.environments.patience.ThreadTimeline;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Vault;
import io.calvinverse.environments.vault.VaultClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Secrets as a controller runs them. */
final class ForTests implements AutoCloseable {

    /** No encryption, but nothing is seen at a glance, and a search for the clear text finds nothing. */
    static final Sealing SEALING = new Sealing() {
        @Override
        public String seal(String clear) {
            byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
            for (int each = 0; each < bytes.length; each++) {
                bytes[each] ^= 0x5a;
            }
            return Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public String unseal(String sealed) {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            for (int each = 0; each < bytes.length; each++) {
                bytes[each] ^= 0x5a;
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    /** What blocks were told. */
    static final class Told implements BlockEvents {
        final Queue<String> texts = new ConcurrentLinkedQueue<>();
        final Queue<Block> rolledOver = new ConcurrentLinkedQueue<>();

        @Override
        public void note(String text) {
            texts.add(text);
        }

        @Override
        public void waiting(String text) {
            texts.add(text);
        }

        @Override
        public void rolledOver(Block block) {
            rolledOver.add(block);
        }
    }

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    final Secrets secrets;

    ForTests(Vault vault, Path folder) {
        try {
            secrets = new LeasedSecrets(
                    new VaultClient(vault),
                    new ThreadTimeline(thread, Clock.systemUTC()),
                    new FolderStore(folder, SEALING),
                    new Random(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Login fresh(Supplier<Token> login) {
        return () -> CompletableFuture.supplyAsync(() -> new Login.Grant(login.get(), true));
    }

    static Login shared(Token token) {
        return () -> CompletableFuture.completedFuture(new Login.Grant(token, false));
    }

    static BlockRequest request(String id, Want... wants) {
        return new BlockRequest(
                id, "build of " + id, List.of(wants), List.of(), Duration.ofMinutes(1), Duration.ofSeconds(40));
    }

    static Want value(String path, String field, String variable) {
        return new Want.Value(SecretSource.of(path), field, variable);
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within a minute: " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** As after kill -9: nothing is ended, and nobody renews any more. */
    void kill() {
        thread.shutdownNow();
    }

    @Override
    public void close() {
        kill();
    }
}
