package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Metadata;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import io.calvinverse.provisioner.provider.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Virtual machines by QEMU on one Linux host, without a daemon between: a machine is a directory and a process that nobody
 * is the parent of, so it outlives the controller and any connection to the host.
 *
 * <p>The root disk is a copy-on-write layer over the image, which is only ever read. Each machine has one DVD with what it
 * must know at first boot ({@link io.calvinverse.provisioner.firstboot}); {@link #settle} takes it away. The directory is
 * for the eyes of the host's user alone.
 *
 * <p>Thread-safe, without state beyond the host.
 */
public final class QemuProvider implements Provider {
    private static final Duration SOON = Duration.ofMinutes(3);
    /** The first look at an image reads all of it. */
    private static final Duration LATER = Duration.ofMinutes(30);

    private static final int BYTES_OF_A_CHARACTER = 4;

    private final Host host;
    private final String root;
    private final String images;
    private final Scripts scripts;

    /**
     * Only remembers what it is given.
     *
     * @param root absolute path at the host, of a directory with one directory per machine; made when it is needed
     * @param images absolute path at the host, of the directory with the images
     */
    public QemuProvider(Host host, String root, String images) {
        this.host = host;
        this.root = root;
        this.images = images;
        this.scripts = new Scripts(host, root);
    }

    @Override
    public String id() {
        return "qemu:" + host.name() + ":" + root;
    }

    @Override
    public void create(Order order) throws ProviderException, InterruptedException {
        String what = "machine " + order.name() + " cannot be made in " + root;
        if (!Order.isName(order.name())) {
            throw new ProviderException(
                    Kind.REFUSED, what + ": a name is made of lower-case letters, digits and dashes, 63 at most");
        }
        QemuSettings settings = QemuSettings.of(order.settings());
        Image image = image(what, order.image());
        make(what, order, settings, image);
        List<String> arguments =
                new ArrayList<>(List.of(order.name(), settings.accelerator(), Integer.toString(settings.memory())));
        arguments.addAll(CommandLine.of(order.name(), root + '/' + order.name(), image, settings));
        scripts.run(what, SOON, "start", arguments.toArray(String[]::new));
    }

    /** The machine's directory, whole, as a crash before its start would leave it. */
    void make(String what, Order order, QemuSettings settings, Image image)
            throws ProviderException, InterruptedException {
        String owner = order.owner().controller() + '\n' + order.owner().fleet();
        scripts.run(
                what,
                SOON,
                Medium.of(order, settings, image, host.local()),
                "make",
                order.name(),
                owner,
                metadata(order, Medium.hostName(order, image)),
                image.disk(),
                disks(settings));
    }

    Image image(String what, String name) throws ProviderException, InterruptedException {
        if (!Image.isName(name)) {
            throw new ProviderException(
                    Kind.REFUSED,
                    what + ": '" + name + "' is no name of an image; it is that of its files without ending");
        }
        return Image.of(what, images, name, scripts.run(what, LATER, "image", images, name));
    }

    private static String disks(QemuSettings settings) {
        return settings.disks().stream()
                .map(disk -> disk.label() + ':' + disk.gigabytes())
                .collect(Collectors.joining(" "));
    }

    private static String metadata(Order order, String host) throws ProviderException {
        try {
            return new String(Metadata.encode(order, host), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProviderException(Kind.REFUSED, "machine " + order.name() + " cannot be described", e);
        }
    }

    @Override
    public List<Instance> list() throws ProviderException, InterruptedException {
        String what = "the machines in " + root + " cannot be listed";
        try {
            return Listing.read(scripts.run(what, SOON, "list"));
        } catch (ProviderException e) {
            throw e;
        } catch (IOException e) {
            throw new ProviderException(Kind.UNAVAILABLE, what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void destroy(String name) throws ProviderException, InterruptedException {
        if (Order.isName(name)) {
            scripts.run("machine " + name + " in " + root + " cannot be removed", SOON, "destroy", name);
        }
    }

    @Override
    public void settle(String name) throws ProviderException, InterruptedException {
        if (Order.isName(name)) {
            scripts.run("the first-boot medium of " + name + " cannot be taken away", SOON, "settle", name);
        }
    }

    @Override
    public boolean settles() {
        return true;
    }

    @Override
    public String console(String name, int limit) throws ProviderException, InterruptedException {
        if (!Order.isName(name) || limit <= 0) {
            return "";
        }
        String bytes = Long.toString((long) limit * BYTES_OF_A_CHARACTER);
        String what = "the console of machine " + name + " in " + root + " cannot be read";
        return Console.end(scripts.run(what, SOON, "console", name, bytes), limit);
    }

    @Override
    public Probe probe() throws InterruptedException {
        String what = "machines cannot be made on " + host.name();
        try {
            String found = scripts.run(what, SOON, "probe", images).strip();
            int machines = list().size();
            return new Probe(true, found + ", " + machines + (machines == 1 ? " machine" : " machines"));
        } catch (ProviderException e) {
            return new Probe(false, e.getMessage());
        }
    }
}
