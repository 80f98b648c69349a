package io.calvinverse.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ServerTest {

    private final Path directory = Server.newDirectory("shell");
    private int lives = 1;

    @Test
    void whatItStartedIsKilledWithItAndItCanBeStartedAgain() throws Exception {
        try (Server server =
                Server.start(shell("sleep 1000 & echo $! > child; echo up >> said; wait", this::hasSaid))) {
            long child =
                    Long.parseLong(Files.readString(directory.resolve("child")).strip());
            assertEquals("Ss", state(server.pid()), "leader of its session, sleeping");
            server.freeze();
            becomes("T", server.pid());
            becomes("T", child);
            server.thaw();
            becomes("S", child);

            server.kill();
            assertFalse(server.running()
                    || ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));

            lives = 2;
            server.restart();
            assertEquals(2, Files.readAllLines(directory.resolve("said")).size());
            server.stop();
            assertFalse(server.running());
        }
        assertFalse(Files.exists(directory));
    }

    @Test
    void oneThatEndsSaysWhatItSaid() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> Server.start(shell("echo no disk; exit 3", () -> false)));
        assertTrue(
                refused.getMessage().contains("ended with 3")
                        && refused.getMessage().contains("no disk"),
                refused::getMessage);
    }

    @Test
    void oneThatNeverAnswersIsEnded() {
        Launch deaf =
                new Launch("deaf", List.of("sleep", "1000"), directory, Map.of(), () -> false, Duration.ofMillis(200));
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Server.start(deaf));
        assertTrue(refused.getMessage().contains("deaf does not answer after PT0.2S"), refused::getMessage);
    }

    @Test
    void aMissingPartSkipsByName() {
        TestAbortedException skipped = assertThrows(TestAbortedException.class, () -> Program.of("no-such-part"));
        assertTrue(skipped.getMessage().contains("the part 'no-such-part' is missing"), skipped::getMessage);
    }

    @Test
    void portsAreNotGivenTwice() {
        List<Integer> ports = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> Ports.free())
                .toList();
        assertEquals(200, ports.stream().distinct().count());
    }

    private Launch shell(String script, Launch.Answers answers) {
        return new Launch("shell", List.of("bash", "-c", script), directory, answers);
    }

    private boolean hasSaid() throws IOException {
        Path said = directory.resolve("said");
        return Files.exists(said) && Files.readAllLines(said).size() == lives;
    }

    /** A signal reaches a process some time after it was sent. */
    private static void becomes(String state, long pid) throws Exception {
        for (int tries = 0; !state(pid).startsWith(state); tries++) {
            assertTrue(tries < 1_000, () -> pid + " does not become " + state);
            Thread.sleep(10);
        }
    }

    /** Third field of /proc/PID/stat; with "s" when it leads its session (sixth field). */
    private static String state(long pid) throws IOException {
        String[] fields = Files.readString(Path.of("/proc/" + pid + "/stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        return fields[0] + (fields[3].equals("" + pid) ? "s" : "");
    }
}
