package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.Util;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the journal knew is lost while the controller is down, all of it or a part. */
class JournalLossTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** A machine that may be about to resume a build is kept for the time a Pipeline waits for it. */
    private static final Duration AFTER_RESUMPTION = Duration.ofMinutes(9);

    private static final Kind RUNNING = Kind.singleUse("running");
    private static final Kind BOOTING = Kind.singleUse("booting");

    @RegisterExtension
    private final Controller controller = new Controller();

    private final Builds builds = new Builds(controller);
    private String running;
    private String booting;

    /** One machine is in use, of another neither journal nor controller know anything: they lost it. */
    @Tag("long")
    @Test
    void deleted() throws Throwable {
        begin();
        controller.kill();
        Util.deleteRecursive(controller.journalDirectory().toFile());
        Util.deleteRecursive(
                controller.getHome().toPath().resolve("nodes").resolve(booting).toFile());

        controller.startJenkins();
        controller.until(
                LIMIT,
                "the machine in use is adopted",
                () -> controller.machines(RUNNING.name()).stream()
                        .anyMatch(m -> m.name().equals(running) && m.phase() == Phase.ONLINE && m.running() == 1));
        controller.until(
                LIMIT, "the unknown one is destroyed", () -> !controller.place().has(booting));
        end();
        assertEquals(1, controller.place().created(RUNNING.name()).size(), "machines made for the running build");
    }

    /** Whatever else was in the lines that are lost: no machine is trusted to be unused any more. */
    @Tag("long")
    @Test
    void damagedInTheMiddle() throws Throwable {
        begin();
        controller.kill();
        Path journal = controller.journalDirectory().resolve("journal");
        String text = Files.readString(journal, StandardCharsets.ISO_8859_1);
        int known = text.indexOf("\"name\":\"" + running + '"');
        assertTrue(known > 0 && text.indexOf('\n', known) < text.length() - 1, "in the middle");
        Files.writeString(
                journal,
                text.substring(0, known) + "\u0000\u0000\u0000" + text.substring(known + 3),
                StandardCharsets.ISO_8859_1);

        controller.startJenkins();
        controller.until(
                LIMIT,
                "the machine in use is adopted",
                () -> controller.machines(RUNNING.name()).stream()
                        .anyMatch(m -> m.name().equals(running) && m.phase() == Phase.ONLINE && m.running() == 1));
        assertTrue(controller.runRemotely(Inside::findings).contains("damaged"), "the monitor says so");
        assertTrue(Files.exists(controller.journalDirectory().resolve("journal.damaged")), "a copy is kept");
        end();
        assertEquals(1, controller.place().created(RUNNING.name()).size(), "machines made for the running build");
    }

    private void begin() throws Throwable {
        controller.place().plantForeign();
        controller.startJenkins();
        controller.configure(RUNNING, BOOTING);
        controller.place().gates().close(BOOTING.name(), "boot", Gates.Manner.HOLD);
        builds.start(RUNNING.name());
        builds.awaitShell(RUNNING.name());
        builds.start(BOOTING.name());
        controller.until(
                LIMIT,
                "a machine boots",
                () -> controller.machines(BOOTING.name()).stream().anyMatch(m -> m.phase() == Phase.BOOTING));
        running = controller.machines(RUNNING.name()).get(0).name();
        booting = controller.machines(BOOTING.name()).get(0).name();
    }

    private void end() throws Throwable {
        controller.place().gates().open();
        builds.end();
        assertEquals(List.of(running), controller.place().used(RUNNING.name()), "machine of the running build");
        controller.until(
                AFTER_RESUMPTION,
                "no machine is left",
                () -> controller.place().names().isEmpty());
        controller.place().foreignIsUntouched();
    }
}
