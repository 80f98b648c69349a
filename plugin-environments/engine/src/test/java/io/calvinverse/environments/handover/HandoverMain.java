package io.calvinverse.environments.handover;

import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.vault.HttpVault;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A controller that hands one token over and then ends it, in a process of its own that may be killed after any step. */
final class HandoverMain {

    static final Recipient MACHINE = new Recipient("m1", "CV-Agent-1", "agents", List.of(), true, Recipient.PREFIX);

    private HandoverMain() {}

    static Handovers handovers(URI vault, URI consul, String token, Path record, Consumer<String> between)
            throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        return new Handovers(
                record,
                new VaultClient(new HttpVault(vault, "", http, Duration.ofSeconds(10))),
                new ConsulMailbox(new Consul(ConsulSettings.of(consul), http).keys()),
                Clock.systemUTC(),
                new HandoverSettings(
                        () -> Token.of(token), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofMillis(200)),
                new HandoverEvents() {
                    @Override
                    public void alarm(Recipient recipient, String text) {
                        throw new IllegalStateException(text);
                    }

                    @Override
                    public void failed(Recipient recipient, Exception cause) {
                        throw new IllegalStateException(cause);
                    }
                },
                between);
    }

    /** @param arguments Vault, Consul, record, number of the step after which it dies; the token is in the environment */
    public static void main(String[] arguments) throws IOException {
        int[] left = {Integer.parseInt(arguments[3])};
        Consumer<String> between = step -> {
            System.out.println(step);
            if (--left[0] == 0) {
                kill();
            }
        };
        try (Handovers handovers = handovers(
                URI.create(arguments[0]),
                URI.create(arguments[1]),
                System.getenv("ISSUER"),
                Path.of(arguments[2]),
                between)) {
            handovers.expect(MACHINE);
            handovers.round();
            handovers.gone(MACHINE.machine());
            handovers.round();
        }
    }

    /** SIGKILL to itself: no hook runs, nothing is flushed. */
    private static void kill() {
        try {
            new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
            Thread.sleep(10_000);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
