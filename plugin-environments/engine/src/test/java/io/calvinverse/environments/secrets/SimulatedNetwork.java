package io.calvinverse.environments.secrets;

import io.calvinverse.environments.vault.Vault;
import io.calvinverse.environments.vault.VaultCall;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.VaultReply;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Carries requests of one life of a controller, with delays, lost requests and lost answers. */
final class SimulatedNetwork implements Vault {

    private final SimulatedVault vault;
    private final SimulatedTime time;
    private final Random random;
    private final BooleanSupplier alive;
    private final BooleanSupplier faulty;

    SimulatedNetwork(
            SimulatedVault vault, SimulatedTime time, Random random, BooleanSupplier alive, BooleanSupplier faulty) {
        this.vault = vault;
        this.time = time;
        this.random = random;
        this.alive = alive;
        this.faulty = faulty;
    }

    @Override
    public String name() {
        return "the simulated Vault";
    }

    @Override
    public CompletableFuture<VaultReply> send(VaultCall call) {
        CompletableFuture<VaultReply> result = new CompletableFuture<>();
        if (!alive.getAsBoolean()) {
            return result;
        }
        int fate = faulty.getAsBoolean() ? random.nextInt(20) : 20;
        time.after(pause(), () -> {
            VaultReply reply = fate == 0 ? null : vault.answer(call);
            time.after(pause(), () -> {
                if (!alive.getAsBoolean()) {
                    return;
                }
                if (fate <= 1) {
                    result.completeExceptionally(new VaultException(
                            VaultException.Cause.UNAVAILABLE, "lost " + (fate == 0 ? "request" : "reply")));
                } else {
                    result.complete(reply);
                }
            });
        });
        return result;
    }

    private Duration pause() {
        return Duration.ofMillis(1 + random.nextInt(random.nextInt(10) == 0 ? 3000 : 20));
    }
}
