package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.firstboot.FirstBoot;
import io.calvinverse.provisioner.firstboot.HostNames;
import io.calvinverse.provisioner.firstboot.Iso;
import io.calvinverse.provisioner.firstboot.NoCloud;
import io.calvinverse.provisioner.firstboot.Proof;
import io.calvinverse.provisioner.firstboot.SwarmArguments;
import io.calvinverse.provisioner.firstboot.Tree;
import io.calvinverse.provisioner.provider.Order;

/** The DVD of one machine. */
final class Medium {
    private Medium() {}

    /** @param near whether the machine will run beside its controller */
    static byte[] of(Order order, QemuSettings settings, Image image, boolean near) {
        boolean inside = near && settings.userNetwork();
        Order seen = reaching(order, Network.controller(order.bootstrap().controller(), inside));
        String hostName = hostName(order, image);
        Tree tree = new FirstBoot(
                        image.guest(),
                        hostName,
                        order.name(),
                        seen.bootstrap().controller(),
                        SwarmArguments.of(seen, image.guest().files()),
                        proof(seen.bootstrap().proof(), inside),
                        seen.bootstrap().surroundings(),
                        settings.login())
                .tree();
        return settings.noCloud()
                ? Iso.of(NoCloud.of(tree, order.name(), hostName), NoCloud.LABEL)
                : Iso.of(tree, Iso.LABEL);
    }

    private static Proof proof(Proof proof, boolean inside) {
        return proof instanceof Proof.WrappedToken wrapped
                ? new Proof.WrappedToken(Network.controller(wrapped.vault(), inside), wrapped.token(), wrapped.path())
                : proof;
    }

    /** The name the machine is told to take. */
    static String hostName(Order order, Image image) {
        return HostNames.of(image.guest(), order.name(), image.name(), image.version());
    }

    private static Order reaching(Order order, String controller) {
        return new Order(
                order.name(),
                order.owner(),
                order.template(),
                order.image(),
                order.leaseEnd(),
                order.settings(),
                order.bootstrap().reaching(controller));
    }
}
