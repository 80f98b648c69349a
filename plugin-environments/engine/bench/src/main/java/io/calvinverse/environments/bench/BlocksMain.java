package io.calvinverse.environments.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.calvinverse.environments.patience.ThreadTimeline;
import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.secrets.BlockEvents;
import io.calvinverse.environments.secrets.BlockRequest;
import io.calvinverse.environments.secrets.FolderStore;
import io.calvinverse.environments.secrets.LeasedSecrets;
import io.calvinverse.environments.secrets.Login;
import io.calvinverse.environments.secrets.Sealing;
import io.calvinverse.environments.secrets.SecretSource;
import io.calvinverse.environments.secrets.Secrets;
import io.calvinverse.environments.secrets.Want;
import io.calvinverse.environments.vault.HttpVault;
import io.calvinverse.environments.vault.Paced;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Vault;
import io.calvinverse.environments.vault.VaultCall;
import io.calvinverse.environments.vault.VaultClient;
import io.calvinverse.environments.vault.VaultReply;
import io.calvinverse.parts.Server;
import io.calvinverse.parts.VaultPart;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 200 blocks at once on a real Vault, each with a login of its own and two values of one secret: requests per block, and threads
 * while all of them wait for a Vault that is sealed.
 */
public final class BlocksMain {

    private static final int BLOCKS = 200;

    /** Counts requests. */
    private record Counting(Vault vault, AtomicInteger requests) implements Vault {
        @Override
        public String name() {
            return vault.name();
        }

        @Override
        public CompletableFuture<VaultReply> send(VaultCall call) {
            requests.incrementAndGet();
            return vault.send(call);
        }
    }

    private static final Sealing SEALING = new Sealing() {
        @Override
        public String seal(String clear) {
            return Base64.getEncoder().encodeToString(clear.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String unseal(String sealed) {
            return new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
        }
    };

    private BlocksMain() {}

    public static void main(String[] args) throws Exception {
        ScheduledExecutorService timeline = Executors.newSingleThreadScheduledExecutor();
        Path folder = Server.newDirectory("blocks");
        try (VaultPart part = VaultPart.start()) {
            part.admin("POST", "sys/mounts/secret", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
            part.admin("PUT", "secret/team/x", "{\"user\":\"fred\",\"password\":\"a-password\"}");
            part.admin(
                    "PUT",
                    "sys/policies/acl/team",
                    "{\"policy\":\"path \\\"secret/*\\\" { capabilities = [\\\"read\\\"] }\"}");
            part.admin("POST", "sys/auth/approle", "{\"type\":\"approle\"}");
            part.admin("POST", "auth/approle/role/app", "{\"token_policies\":\"team\",\"token_ttl\":\"10m\"}");
            AtomicInteger requests = new AtomicInteger();
            HttpVault http = new HttpVault(part.address(), "", HttpClient.newHttpClient(), Duration.ofSeconds(60));
            VaultClient client = new VaultClient(new Paced(new Counting(http, requests), 16));
            Secrets secrets = new LeasedSecrets(
                    client,
                    new ThreadTimeline(timeline, Clock.systemUTC()),
                    new FolderStore(folder, SEALING),
                    new SecureRandom());
            Login login = login(part, client);

            // Warm: classes, connections, and what is asked once per policy and mount
            blocks("warm", secrets, login, part, false);
            requests.set(0);
            long began = System.nanoTime();
            blocks("open", secrets, login, part, false);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%n%d blocks opened and closed at once: %.2f requests each, %.1f s in all%n",
                    BLOCKS, (double) requests.get() / BLOCKS, seconds);
            blocks("sealed", secrets, login, part, true);
            secrets.close();
        } finally {
            timeline.shutdownNow();
        }
    }

    private static Login login(VaultPart part, VaultClient client) {
        String role = VaultPart.field(part.admin("GET", "auth/approle/role/app/role-id", null), "role_id\":\"");
        String secret = VaultPart.field(part.admin("POST", "auth/approle/role/app/secret-id", null), "secret_id\":\"");
        return () -> client.ask(VaultCall.post(
                        "auth/approle/login",
                        null,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("role_id", role)
                                .put("secret_id", secret)))
                .thenApply(reply -> new Login.Grant(
                        Token.of(reply.path("auth").path("client_token").asText()), true));
    }

    private static void blocks(String name, Secrets secrets, Login login, VaultPart part, boolean sealed)
            throws Exception {
        SecretSource source = SecretSource.of("secret/team/x");
        List<Want> wants =
                List.of(new Want.Value(source, "user", "USER"), new Want.Value(source, "password", "PASSWORD"));
        int before = Thread.activeCount();
        if (sealed) {
            part.seal();
        }
        List<CompletableFuture<Block>> opening = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            opening.add(secrets.open(BlockRequest.of(name + ":" + block, "bench", wants), login, BlockEvents.NONE));
        }
        if (sealed) {
            Thread.sleep(5_000);
            long done = opening.stream().filter(CompletableFuture::isDone).count();
            System.out.printf(
                    "%d blocks wait for a sealed Vault: %d threads more than before them (%d done)%n",
                    BLOCKS, Thread.activeCount() - before, done);
            part.unseal();
        }
        for (CompletableFuture<Block> each : opening) {
            each.join();
        }
        List<CompletableFuture<Boolean>> closing = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            closing.add(secrets.close(name + ":" + block));
        }
        for (CompletableFuture<Boolean> each : closing) {
            if (!each.join()) {
                throw new IllegalStateException("a block could not be ended");
            }
        }
    }
}
