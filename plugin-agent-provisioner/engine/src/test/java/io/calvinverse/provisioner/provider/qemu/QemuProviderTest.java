package io.calvinverse.provisioner.provider.qemu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.provider.Instance.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a machine of QEMU has, and what it leaves. */
class QemuProviderTest extends QemuMachines {

    @Test
    void aMachineHasItsDisksAndItsMediumUntilThatIsTakenAway() throws Exception {
        byte[] image = Files.readAllBytes(images.disk(TrialImages.GOOD));
        provider.create(QemuOrders.of(
                "one",
                TrialImages.GOOD,
                Map.of("memory", "128", "disks", "workspace:3,cache:2", "append", "trial=fill")));
        awaitConsole("one", "written");
        String console = console("one");
        assertTrue(console.contains("agent one is up"), console);
        assertTrue(console.contains("./agent/password.txt"), console);
        assertTrue(console.contains("disk workspace of 3 GB"), console);
        assertTrue(console.contains("disk cache of 2 GB"), console);
        assertEquals(State.RUNNING, instance("one").state());
        assertEquals("it is running", instance("one").detail());
        assertArrayEquals(image, Files.readAllBytes(images.disk(TrialImages.GOOD)), "a machine wrote into its image");

        provider.settle("one");
        awaitConsole("one", "medium readable: no");
        assertFalse(Files.exists(root.resolve("one/firstboot.iso")));
        provider.settle("one");
        assertEquals("it is running", instance("one").detail());
    }

    @Test
    void theSecretIsForTheEyesOfTheHostsUserAndInNoCommandLine() throws Exception {
        provider.create(QemuOrders.of("one", TrialImages.GOOD, Map.of("memory", "128")));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("one"))));
        try (Stream<Path> files = Files.list(root.resolve("one"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertTrue(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                                .endsWith("------"),
                        file::toString);
            }
        }
        List<Long> processes = QemuProcesses.below(root);
        assertEquals(1, processes.size());
        assertFalse(QemuProcesses.commandLine(processes.get(0)).toString().contains(QemuOrders.PASSWORD));
        provider.settle("one");
        try (Stream<Path> files = Files.list(root.resolve("one"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        Files.readString(file, StandardCharsets.ISO_8859_1).contains(QemuOrders.PASSWORD),
                        () -> file + " still has the password");
            }
        }
    }

    @Test
    void settlingAMachineThatIsGoneOrStoppedIsNoError() throws Exception {
        provider.settle("never-was");
        provider.create(QemuOrders.of("one", TrialImages.GOOD, Map.of("memory", "128", "append", "trial=fail")));
        await(() -> instance("one").state() == State.STOPPED, "it stops", "one");
        provider.settle("one");
        assertFalse(Files.exists(root.resolve("one/firstboot.iso")));
    }

    @Test
    void aMachineThatRunsWithoutItsFilesIsListedAndCanBeEnded() throws Exception {
        provider.create(QemuOrders.of("one", TrialImages.GOOD, Map.of("memory", "128")));
        Files.move(root.resolve("one"), directory.resolve("taken-away"));
        assertEquals(State.RUNNING, instance("one").state());
        assertTrue(instance("one").detail().endsWith("it runs, and its files are gone"), instance("one")::detail);
        provider.destroy("one");
        assertEquals(List.of(), QemuProcesses.below(root));
    }
}
