package io.calvinverse.provisioner.provider.qemu;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** Where a machine is in the network, and where its controller is from there. */
final class Network {
    /** The host's loopback as a machine with user networking sees it (QEMU, "Using the user mode network stack"). */
    static final String HOST = "10.0.2.2";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Network() {}

    /** Arguments for its card. */
    static String backend(QemuSettings settings) {
        return settings.userNetwork()
                ? "user,id=net,ipv6=off"
                : "bridge,id=net,br=" + settings.network().substring("bridge:".length());
    }

    /** A hardware address in QEMU's range, the same each time for a name; QEMU's own choice is equal for all machines. */
    static String hardwareAddress(String machine) {
        CRC32 sum = new CRC32();
        sum.update(machine.getBytes(StandardCharsets.UTF_8));
        long value = sum.getValue();
        return String.format("52:54:00:%02x:%02x:%02x", value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }

    /**
     * The controller's URL, or Vault's, as the machine reaches it: what listens on the host's loopback alone is at
     * another address for a machine with user networking on that host.
     *
     * @param near whether the host is the controller's own
     */
    static String controller(String url, boolean near) {
        URI uri = URI.create(url);
        if (!near || uri.getHost() == null || !LOOPBACK.contains(uri.getHost())) {
            return url;
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + HOST + port + uri.getRawPath();
    }
}
