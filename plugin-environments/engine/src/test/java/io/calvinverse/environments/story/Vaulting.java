package io.calvinverse.environments.story;

import io.calvinverse.environments.patience.ThreadTimeline;
import io.calvinverse.environments.secrets.BlockEvents;
import io.calvinverse.environments.secrets.BlockRequest;
import io.calvinverse.environments.secrets.FolderStore;
import io.calvinverse.environments.secrets.LeasedSecrets;
import io.calvinverse.environments.secrets.Login;
import io.calvinverse.environments.secrets.Sealing;
import io.calvinverse.environments.secrets.SecretSource;
import io.calvinverse.environments.secrets.Secrets;
import io.calvinverse.environments.secrets.Want;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.parts.VaultPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Secrets as a controller runs them, until it is killed. */
final class Vaulting implements AutoCloseable {
    private static final int NONCE = 12;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "secrets");
        daemon.setDaemon(true);
        return daemon;
    });
    private final VaultPart vault;
    private Token token;
    final Secrets secrets;

    Vaulting(VaultPart vault, Path folder, byte[] key) throws IOException {
        this.vault = vault;
        this.secrets = new LeasedSecrets(
                RealVault.client(vault),
                new ThreadTimeline(thread, Clock.systemUTC()),
                new FolderStore(folder, new Sealed(new SecretKeySpec(key, "AES"))),
                new Random(1));
    }

    /** By the role of applications; {@link #token} is then that of the last login. */
    Login login() {
        return () -> CompletableFuture.supplyAsync(() -> {
            token = RealVault.appRole(vault, "app");
            return new Login.Grant(token, true);
        });
    }

    Token token() {
        return token;
    }

    static BlockRequest request(String id, String path, String field) {
        Want want = new Want.Value(SecretSource.of(path), field, "SECRET");
        return new BlockRequest(
                id, "build " + id, List.of(want), List.of(), Duration.ofMinutes(1), Duration.ofSeconds(40));
    }

    static BlockEvents telling(java.util.function.Consumer<String> listener) {
        return new BlockEvents() {
            @Override
            public void note(String text) {
                listener.accept(text);
            }

            @Override
            public void waiting(String text) {
                listener.accept(text);
            }

            @Override
            public void rolledOver(io.calvinverse.environments.secrets.Block block) {
                listener.accept("new values replace those that end");
            }
        };
    }

    /** As kill -9 leaves it: nothing is revoked, and nobody renews. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** AES-GCM, a new nonce each time. */
    private record Sealed(Key key) implements Sealing {
        @Override
        public String seal(String clear) {
            byte[] nonce = new byte[NONCE];
            new SecureRandom().nextBytes(nonce);
            byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, clear.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        }

        @Override
        public String unseal(String sealed) {
            byte[] all = Base64.getDecoder().decode(sealed);
            byte[] clear =
                    run(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE), Arrays.copyOfRange(all, NONCE, all.length));
            return new String(clear, StandardCharsets.UTF_8);
        }

        private byte[] run(int mode, byte[] nonce, byte[] bytes) {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, key, new GCMParameterSpec(128, nonce));
                return cipher.doFinal(bytes);
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("sealed under another key", e);
            }
        }
    }
}
