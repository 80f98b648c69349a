package io.calvinverse.provisioner.provider.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.provider.host.Host.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real server of SSH. */
class SshHostTest extends HostContract {
    private static final Command TRUE = new Command("true", List.of(), new byte[0], Duration.ofMinutes(1));

    @TempDir
    static Path shared;

    private static Sshd sshd;

    @BeforeAll
    static void start() throws Exception {
        sshd = Sshd.start(shared.resolve("keys"));
    }

    @AfterAll
    static void stop() {
        if (sshd != null) {
            sshd.close();
        }
    }

    @Override
    Host host() throws Exception {
        return sshd.host();
    }

    @Test
    void aServerWithAnotherKeyIsToldNothing() throws Exception {
        Host host = new SshHost(sshd.client(), sshd.address("stranger"), sshd.key("user"));
        IOException e = assertThrows(IOException.class, () -> host.run(TRUE));
        assertTrue(e.getMessage().contains("another key than the configured one"), e::getMessage);
    }

    @Test
    void aKeyThatIsNotAcceptedIsSaid() throws Exception {
        Host host = new SshHost(sshd.client(), sshd.address("host"), sshd.key("stranger"));
        IOException e = assertThrows(IOException.class, () -> host.run(TRUE));
        assertTrue(e.getMessage().contains("authorized_keys"), e::getMessage);
    }

    @Test
    void aTextThatIsNoKeyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SshHost.Address("u", "h", 22, "no key"));
        assertThrows(IllegalArgumentException.class, () -> new SshHost.Address("u", "h", 22, ""));
    }

    @Test
    void aConnectionThatIsLostIsNoEndOfTheScript() throws Exception {
        Host host = host();
        Path started = directory.resolve("started");
        CompletableFuture<Host.Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return host.run(new Command(
                        ": > \"$1\"; sleep 300", List.of(started.toString()), new byte[0], Duration.ofMinutes(5)));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!Files.exists(started)) {
            Thread.sleep(20);
        }
        // The process that serves this connection, and what it started; the one that takes new ones stays.
        ProcessHandle.of(sshd.server().pid()).orElseThrow().descendants().forEach(ProcessHandle::destroyForcibly);
        ExecutionException e = assertThrows(ExecutionException.class, answer::get);
        assertTrue(e.getCause().getCause() instanceof IOException, () -> "it ended with " + e.getCause());
        assertEquals(0, host.run(TRUE).code());
    }
}
