package io.calvinverse.provisioner.provider.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.firstboot.Guest;
import io.calvinverse.provisioner.firstboot.Proof;
import io.calvinverse.provisioner.firstboot.Surroundings;
import io.calvinverse.provisioner.provider.Metadata;
import io.calvinverse.provisioner.provider.Order;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The DVD of a machine that becomes a member of an environment. */
class MediumTest {
    private static final Image IMAGE =
            new Image("/images/linux-1.2.3.qcow2", "linux", "1.2.3", Guest.LINUX, null, null, "");

    private static Order member(String vault) {
        Order plain = QemuOrders.of("linux-abc", "linux-1.2.3", Map.of());
        Order.Bootstrap bootstrap = plain.bootstrap();
        return new Order(
                plain.name(),
                plain.owner(),
                plain.template(),
                plain.image(),
                plain.leaseEnd(),
                plain.settings(),
                new Order.Bootstrap(
                        bootstrap.controller(),
                        bootstrap.user(),
                        bootstrap.password(),
                        new Proof.WrappedToken(vault, "hvs.wrapper", ""),
                        new Surroundings("calvinverse-01", "consulverse", "Z29zc2lw", List.of("10.0.0.1:8301"), "")));
    }

    private static String medium(Order order, boolean near) throws Exception {
        QemuSettings settings = QemuSettings.of(order.settings());
        return new String(Medium.of(order, settings, IMAGE, near), StandardCharsets.ISO_8859_1);
    }

    @Test
    void itHoldsTheWrapperAndTheDatacenterAndNotThePassword() throws Exception {
        String medium = medium(member("https://vault.example.org:8200"), true);
        assertTrue(medium.contains(
                "{\"address\":\"https://vault.example.org:8200\",\"token\":\"hvs.wrapper\",\"path\":\"\"}"));
        assertTrue(medium.contains("\"datacenter\":\"calvinverse-01\""));
        assertTrue(medium.contains("\"retry_join\":[\"10.0.0.1:8301\"]"));
        assertFalse(medium.contains(QemuOrders.PASSWORD));
        assertTrue(medium(QemuOrders.of("linux-abc", "i", Map.of()), true).contains(QemuOrders.PASSWORD));
    }

    @Test
    void aVaultOnTheHostsLoopbackIsReachedWhereTheControllerIs() throws Exception {
        assertTrue(medium(member("http://127.0.0.1:8200"), true).contains("\"address\":\"http://10.0.2.2:8200\""));
        assertTrue(medium(member("http://127.0.0.1:8200"), false).contains("\"address\":\"http://127.0.0.1:8200\""));
    }

    @Test
    void whoListsTheMachineIsToldItsHostName() throws Exception {
        Order order = member("http://vault");
        String host = Medium.hostName(order, IMAGE);
        assertTrue(host.startsWith("cv-linux-1-2-3-"), host);
        assertEquals(host, Metadata.decode(Metadata.encode(order, host)).host());
        assertEquals("", Metadata.decode(Metadata.encode(order)).host());
        assertTrue(medium(order, true).contains("\"hostName\":\"" + host + "\""));
    }
}
