package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Order;
import java.time.Instant;
import java.util.Map;

/** Orders for machines of the tests. */
final class QemuOrders {
    static final String PASSWORD = "p4ssw0rd-of-this-machine";

    private QemuOrders() {}

    /** The same order with another image. */
    static Order image(Order order, String image) {
        return new Order(
                order.name(),
                order.owner(),
                order.template(),
                image,
                order.leaseEnd(),
                order.settings(),
                order.bootstrap());
    }

    static Order of(String name, String image, Map<String, String> settings) {
        return new Order(
                name,
                new Owner("c", "f"),
                "t",
                image,
                Instant.parse("2030-01-01T00:00:00Z"),
                settings,
                new Order.Bootstrap("http://127.0.0.1:1/jenkins/", name, PASSWORD));
    }
}
