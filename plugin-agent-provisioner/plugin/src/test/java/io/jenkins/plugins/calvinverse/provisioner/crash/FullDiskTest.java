package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The disk of the journal has no room: nothing is ordered that could not be accounted for. */
class FullDiskTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Kind KIND = Kind.singleUse("patient");

    @RegisterExtension
    private final Controller controller = new Controller();

    private Path mounted;

    @Test
    void ordersNothingUntilThereIsRoom() throws Throwable {
        Path journal = Files.createDirectories(controller.journalDirectory());
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", journal.toString()) == 0,
                "a small file system can be mounted (needs root on Linux)");
        mounted = journal;
        controller.startJenkins();
        controller.configure(KIND);
        Path filler = fill();

        Builds builds = new Builds(controller);
        builds.start(KIND.name());
        controller.until(
                LIMIT,
                "the monitor says why nothing is ordered",
                () -> controller.runRemotely(Inside::findings).contains("the journal cannot be written"));
        assertEquals(Set.of(), controller.place().created(KIND.name()), "machines ordered");

        Files.delete(filler);
        builds.end();
        assertEquals(1, controller.place().created(KIND.name()).size(), "machines ordered");
        controller.until(
                LIMIT,
                "all is well again",
                () -> controller.place().names().isEmpty()
                        && controller.machines().isEmpty()
                        && controller.runRemotely(Inside::findings).isEmpty());
        assertEquals(Set.of(), Set.copyOf(controller.journal()), "the journal");
    }

    private Path fill() throws IOException {
        Path filler = mounted.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 128 * 1024; i++) {
                out.write(i);
            }
        } catch (IOException e) {
            return filler;
        }
        throw new AssertionError("128 KiB fit where they should not");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            controller.stopJenkins();
            run("umount", mounted.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            // There is no such command.
            return -1;
        }
    }
}
