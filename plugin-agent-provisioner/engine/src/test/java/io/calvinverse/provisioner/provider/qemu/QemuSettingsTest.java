package io.calvinverse.provisioner.provider.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.firstboot.DataDisk;
import io.calvinverse.provisioner.firstboot.Guest;
import io.calvinverse.provisioner.provider.ProviderException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QemuSettingsTest {

    @Test
    void withoutSettingsAMachineIsSmallClosedAndInANetworkOfItsOwn() throws Exception {
        QemuSettings settings = QemuSettings.of(Map.of());
        assertEquals(1, settings.cpus());
        assertEquals(1024, settings.memory());
        assertEquals(List.of(), settings.disks());
        assertTrue(settings.userNetwork());
        assertFalse(settings.noCloud());
        assertFalse(settings.login());
    }

    @Test
    void allOfThemAreRead() throws Exception {
        QemuSettings settings = QemuSettings.of(Map.of(
                "cpus", "4",
                "memory", "2048",
                "disks", "workspace:20",
                "network", "bridge:br0",
                "medium", "nocloud",
                "accelerator", "kvm",
                "clock", "localtime",
                "login", "open",
                "append", "quiet"));
        assertEquals(
                new QemuSettings(
                        4,
                        2048,
                        List.of(new DataDisk("workspace", 20)),
                        "bridge:br0",
                        "nocloud",
                        "kvm",
                        "localtime",
                        true,
                        "quiet"),
                settings);
    }

    @ParameterizedTest
    @CsvSource({
        "cpus,0",
        "cpus,many",
        "memory,63",
        "memory,1.5",
        "disks,workspace",
        "network,tap",
        "network,bridge:",
        "network,'bridge:a,b'",
        "medium,floppy",
        "accelerator,xen",
        "clock,yesterday",
        "clock,'utc,clock=vm'",
        "login,yes",
        "colour,red"
    })
    void whatIsWrongIsNamed(String key, String value) {
        ProviderException refusal = assertThrows(ProviderException.class, () -> QemuSettings.of(Map.of(key, value)));
        assertEquals(ProviderException.Kind.REFUSED, refusal.kind());
        assertTrue(refusal.getMessage().contains(key), refusal::getMessage);
    }

    @Test
    void aControllerOnLoopbackIsReachedThroughTheHost() {
        assertEquals("http://10.0.2.2:8080/jenkins/", Network.controller("http://localhost:8080/jenkins/", true));
        assertEquals("http://10.0.2.2/", Network.controller("http://127.0.0.1/", true));
        assertEquals("http://localhost/", Network.controller("http://localhost/", false));
        assertEquals("http://ci.example.org/", Network.controller("http://ci.example.org/", true));
    }

    @Test
    void everyMachineHasAHardwareAddressOfItsOwn() {
        assertTrue(Network.hardwareAddress("one").matches("52:54:00(:[0-9a-f]{2}){3}"));
        assertEquals(Network.hardwareAddress("one"), Network.hardwareAddress("one"));
        assertFalse(Network.hardwareAddress("one").equals(Network.hardwareAddress("two")));
    }

    @Test
    void windowsGetsDevicesItKnows() throws Exception {
        QemuSettings settings = QemuSettings.of(Map.of("disks", "workspace:1"));
        Image image = new Image("/i/w.qcow2", "w", "1.0.0", Guest.WINDOWS, null, null, "");
        String line = String.join(" ", CommandLine.of("one", "/root,1/one", image, settings));
        assertFalse(line.contains("virtio"), line);
        assertTrue(line.contains("ide-hd,bus=ide.1,drive=workspace,serial=workspace"), line);
        assertTrue(line.contains("file=/root,,1/one/root.qcow2"), "a comma in a path is doubled: " + line);
    }
}
