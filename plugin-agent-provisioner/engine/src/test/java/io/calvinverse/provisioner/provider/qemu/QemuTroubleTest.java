package io.calvinverse.provisioner.provider.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.provider.Instance.State;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Whatever is wrong is told with its cause, and nothing is left. */
class QemuTroubleTest extends QemuMachines {

    private ProviderException refused(Kind kind, String image, Map<String, String> settings) {
        Order order = QemuOrders.of("one", image, settings);
        ProviderException refusal = assertThrows(ProviderException.class, () -> provider.create(order));
        assertEquals(kind, refusal.kind(), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("one"), refusal::getMessage);
        assertFalse(refusal.getMessage().contains(QemuOrders.PASSWORD));
        return refusal;
    }

    private void says(ProviderException refusal, String text) {
        assertTrue(refusal.getMessage().contains(text), refusal::getMessage);
    }

    @Test
    void aMissingImageIsNamedWithThoseThatAreThere() {
        says(refused(Kind.REFUSED, "nothing-1.0.0", Map.of()), "there is no image nothing-1.0.0");
        says(refused(Kind.REFUSED, "nothing-1.0.0", Map.of()), "there are: " + TrialImages.GOOD);
        says(refused(Kind.REFUSED, "../root", Map.of()), "is no name of an image");
    }

    @Test
    void aDamagedImageIsNoticedAlsoAfterItWasWhole() throws Exception {
        provider.create(QemuOrders.of("whole", TrialImages.GOOD, Map.of("memory", "128")));
        provider.destroy("whole");
        try (RandomAccessFile file =
                new RandomAccessFile(images.disk(TrialImages.GOOD).toFile(), "rw")) {
            file.setLength(file.length() - 1000);
        }
        says(refused(Kind.REFUSED, TrialImages.GOOD, Map.of()), "is damaged: its sha256 is");
    }

    @Test
    void anImageWhoseDiskIsNoneIsRefused() throws Exception {
        Files.writeString(images.disk(TrialImages.GOOD), "no disk at all");
        images.describe(TrialImages.GOOD, 1);
        ProviderException refusal = assertThrows(
                ProviderException.class,
                () -> provider.create(QemuOrders.of("one", TrialImages.GOOD, Map.of("memory", "128"))));
        says(refusal, "Image is not in qcow2 format");
    }

    @Test
    void anImageOfAnotherContractIsRefused() throws Exception {
        images.add("future-9.0.0", 9);
        says(refused(Kind.REFUSED, "future-9.0.0", Map.of()), "version 9 of the image contract");
    }

    @Test
    void aDescriptionThatCannotBeReadIsRefused() throws Exception {
        Path description = images.directory().resolve(TrialImages.GOOD + ".json");
        String sum = Files.readString(description).replaceAll("(?s).*(\"sha256\": \"[0-9a-f]+\").*", "$1");
        Files.writeString(description, "{" + sum);
        says(refused(Kind.REFUSED, TrialImages.GOOD, Map.of()), "is no JSON");
    }

    @Test
    void moreMemoryThanThereIsIsNoRoom() {
        says(refused(Kind.EXHAUSTED, TrialImages.GOOD, Map.of("memory", "4000000")), "MiB of memory are free");
    }

    @Test
    void aFullDiskIsNoRoom() throws Exception {
        root = Files.createDirectory(directory.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "small", root.toString()) == 0,
                "only who may mount a small disk can try a full one");
        try {
            provider = at(root);
            says(refused(Kind.EXHAUSTED, TrialImages.GOOD, Map.of("memory", "128")), "64 MiB are the least");
        } finally {
            run("umount", root.toString());
        }
    }

    @Test
    void aDiskThatFillsUpStopsTheMachineAndIsSaid() throws Exception {
        root = Files.createDirectory(directory.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=65600k", "small", root.toString()) == 0,
                "only who may mount a small disk can try a full one");
        try {
            provider = at(root);
            provider.create(QemuOrders.of("one", TrialImages.GOOD, Map.of("memory", "128", "append", "trial=fill")));
            await(() -> instance("one").state() == State.STOPPED, "it stops", "one");
            assertTrue(instance("one").detail().contains("could not write its disk"), instance("one")::detail);
            provider.destroy("one");
        } finally {
            run("umount", "-l", root.toString());
        }
    }

    @Test
    void aSystemThatPanicsOrRestartsIsStoppedWithItsConsole() throws Exception {
        provider.create(QemuOrders.of("panics", TrialImages.GOOD, Map.of("memory", "128", "append", "trial=panic")));
        provider.create(
                QemuOrders.of("restarts", TrialImages.GOOD, Map.of("memory", "128", "append", "trial=restart")));
        for (String name : List.of("panics", "restarts")) {
            await(() -> instance(name).state() == State.STOPPED, "it stops", name);
            assertTrue(console(name).contains("agent " + name + " is up"), console(name));
        }
        assertTrue(console("panics").contains("Kernel panic"), console("panics"));
    }

    @Test
    void whatQemuSaysWhenItDoesNotStartIsTheCauseAndTheConsole() throws Exception {
        Files.writeString(images.directory().resolve("vmlinuz"), "no kernel");
        ProviderException refusal = refused(Kind.REFUSED, TrialImages.GOOD, Map.of("memory", "128"));
        says(refusal, "qemu does not start");
        assertEquals(State.STOPPED, instance("one").state());
        assertTrue(console("one").contains("kernel"), console("one"));
    }

    @Test
    void aQemuThatIsKilledIsAStoppedMachine() throws Exception {
        provider.create(QemuOrders.of("one", TrialImages.GOOD, Map.of("memory", "128")));
        long process = QemuProcesses.below(root).get(0);
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
        await(() -> instance("one").state() == State.STOPPED, "it stops", "one");
    }

    @Test
    void anUnknownBridgeIsNamed() {
        says(refused(Kind.REFUSED, TrialImages.GOOD, Map.of("memory", "128", "network", "bridge:none0")), "bridge");
    }

    @Test
    void theClockIsAsTheSettingSays() throws Exception {
        provider.create(
                QemuOrders.of("one", TrialImages.GOOD, Map.of("memory", "128", "clock", "2001-02-03T04:05:06")));
        awaitConsole("one", "clock: 2001");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
