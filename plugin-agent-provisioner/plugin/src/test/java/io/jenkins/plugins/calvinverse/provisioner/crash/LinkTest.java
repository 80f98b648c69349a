package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.calvinverse.provisioner.bench.Figures;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that breaks under a running build, without the controller learning of it, and with its client. */
class LinkTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String JOB = "linked";

    /**
     * After this an agent of ours is back on a new connection while the controller still believed in the old one: the
     * sign of life it is given 10 s for, two pauses of 2 s between a client's tries, and time for the tries themselves.
     */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);

    @RegisterExtension
    private final Controller controller = new Controller();

    private int build;
    private String machine;
    private int before;

    @Test
    void halfOpenLinkIsReplacedUnderTheBuild() throws Throwable {
        controller.startJenkins();
        try (Wire wire = new Wire(controller.getUrl().getPort())) {
            begin("http://127.0.0.1:" + wire.port() + controller.getUrl().getPath());
            before = connection();

            long cut = System.nanoTime();
            wire.halve();
            assertEquals(before, connection(), "the controller still believes in the old connection");
            controller.until(LIMIT, "the agent is back", this::replaced);
            Duration back = Duration.ofNanos(System.nanoTime() - cut);

            Figures.line("Half-open link: the agent was back after " + back.toMillis() + " ms");
            assertTrue(back.compareTo(BACK_WITHIN) < 0, "back after " + back);
            end();
        }
    }

    /** By hand, as after an accident on the machine; the provider cannot tell. */
    @Tag("long")
    @Test
    void clientStartedAnewGoesOnWithTheBuild() throws Throwable {
        controller.startJenkins();
        begin(null);
        controller.place().gates().close(Gates.ALL, "list.before", Gates.Manner.HOLD);
        before = connection();
        ProcessHandle client = client();
        List<String> command = command(client);

        client.destroyForcibly();
        controller.until(LIMIT, "the controller sees that it is gone", () -> connection() == 0);
        Process anew = new ProcessBuilder(command).inheritIO().start();
        try {
            controller.until(LIMIT, "the agent is back", this::replaced);
            controller.place().gates().open();
            int listings = listings();
            controller.until(
                    LIMIT, "the provider was listed, which takes it for stopped", () -> listings() > listings + 1);
            assertTrue(replaced(), "its agent proves that it works");
            end();
        } finally {
            anew.destroyForcibly();
        }
    }

    private void begin(String url) throws Throwable {
        controller.configure(url, Kind.singleUse(JOB));
        build = controller.runRemotely(Inside::build, JOB, controller.place().build(JOB));
        controller.awaitShell(LIMIT, JOB, build);
        machine = controller.machines(JOB).get(0).name();
    }

    /** The build ends well where it began, and the machine goes. */
    private void end() throws Throwable {
        controller.place().go(JOB);
        controller.success(LIMIT, JOB, build);
        assertEquals(List.of(machine), controller.place().used(JOB));
        controller.until(
                LIMIT, "the machine is gone", () -> controller.place().names().isEmpty());
    }

    /** Tells connections apart, 0 while there is none. */
    private int connection() throws Throwable {
        return controller.runRemotely(Inside::connection, machine);
    }

    private boolean replaced() throws Throwable {
        int now = connection();
        return now != 0 && now != before;
    }

    private int listings() throws Exception {
        return controller.place().gates().called("list").size();
    }

    private ProcessHandle client() throws Exception {
        String pid = Files.readString(controller.place().root().resolve(machine).resolve("pid"));
        return ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();
    }

    /** Its own, with the password in a file again. */
    private List<String> command(ProcessHandle client) throws Throwable {
        List<String> command = new ArrayList<>(List.of(
                Files.readString(Path.of("/proc/" + client.pid() + "/cmdline")).split("\0")));
        Path password = controller.createTempDirectory("password").resolve("password");
        Files.writeString(password, controller.runRemotely(Inside::password, machine));
        command.set(command.indexOf("-passwordFile") + 1, password.toString());
        return command;
    }
}
