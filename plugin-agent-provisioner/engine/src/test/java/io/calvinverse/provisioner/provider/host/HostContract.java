package io.calvinverse.provisioner.provider.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.provider.host.Host.Answer;
import io.calvinverse.provisioner.provider.host.Host.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every host must do. */
abstract class HostContract {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    abstract Host host() throws Exception;

    private Answer run(String script, byte[] input, String... arguments) throws Exception {
        return host().run(new Command(script, List.of(arguments), input, LIMIT));
    }

    @Test
    void aScriptsEndOutputAndErrorAreTold() throws Exception {
        assertEquals(new Answer(7, "out\n", "err\n"), run("echo out; echo err >&2; exit 7", new byte[0]));
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        String[] arguments = {"a b", "it's", "$HOME `id` \"x\" \\", "", "ä✓", "two\nlines", "*"};
        Answer answer = run("printf '%s|' \"$@\"", new byte[0], arguments);
        assertEquals(String.join("|", arguments) + "|", answer.output());
    }

    @Test
    void muchGoesInAndOut() throws Exception {
        byte[] much = "0123456789abcdef".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        assertEquals(much.length + "\n", run("wc -c", much).output().replace(" ", ""));
        assertEquals(much.length, run("cat", much).output().length());
        assertEquals(3, run("exit 3", much).code(), "a script need not read what it is given");
    }

    @Test
    void aScriptThatTakesTooLongIsGivenUp() {
        Command command = new Command("sleep 60", List.of(), new byte[0], Duration.ofMillis(300));
        IOException e = assertThrows(IOException.class, () -> host().run(command));
        assertTrue(e.getMessage().contains("not done within"), e::getMessage);
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Host host = host();
        Throwable[] thrown = new Throwable[1];
        Path started = directory.resolve("started");
        Thread thread = new Thread(() -> {
            try {
                host.run(new Command(": > \"$1\"; sleep 60", List.of(started.toString()), new byte[0], LIMIT));
            } catch (Throwable e) {
                thrown[0] = e;
            }
        });
        thread.start();
        while (!Files.exists(started)) {
            Thread.sleep(20);
        }
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(30));
        assertTrue(thrown[0] instanceof InterruptedException, () -> "it ended with " + thrown[0]);
    }

    @Test
    void whatItLeavesInTheBackgroundIsNotWaitedForAndLives() throws Exception {
        Path pid = directory.resolve("pid");
        Answer answer = run(
                "setsid sleep 300 < /dev/null > /dev/null 2>&1 & echo $! > \"$1.new\"; mv \"$1.new\" \"$1\"",
                new byte[0],
                pid.toString());
        assertEquals(0, answer.code());
        ProcessHandle left =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).trim())).orElseThrow();
        assertTrue(left.isAlive());
        left.destroyForcibly();
    }
}
