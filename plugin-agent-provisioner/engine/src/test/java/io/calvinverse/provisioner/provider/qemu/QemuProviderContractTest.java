package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.ProviderContract;
import io.calvinverse.provisioner.provider.host.Host;
import io.calvinverse.provisioner.provider.host.LocalHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on real virtual machines. */
class QemuProviderContractTest extends ProviderContract {
    @TempDir
    protected Path directory;

    @TempDir
    static Path shared;

    private static final ExecutorService STREAMS = Executors.newCachedThreadPool();
    private static TrialImages images;

    @BeforeAll
    static void makeImages() throws Exception {
        images = TrialImages.in(shared.resolve("images"));
    }

    @AfterAll
    static void endStreams() {
        STREAMS.shutdownNow();
    }

    /** The same computer for all instances. */
    protected Host host() {
        return new LocalHost(STREAMS);
    }

    private Path root() {
        return directory.resolve("root");
    }

    @Override
    protected QemuProvider provider() {
        return new QemuProvider(host(), root().toString(), images.directory().toString());
    }

    @Override
    protected Order order(Owner owner, Map<String, String> settings) {
        return QemuOrders.image(super.order(owner, settings), TrialImages.GOOD);
    }

    @Override
    protected Map<String, String> lasting() {
        return Map.of("memory", "128");
    }

    @Override
    protected Map<String, String> failing() {
        return Map.of("memory", "128", "append", "trial=fail");
    }

    @Override
    protected void halfMake(Order order) throws Exception {
        QemuProvider provider = provider();
        Image image = provider.image("half", order.image());
        provider.make("half", order, QemuSettings.of(order.settings()), image);
    }

    @Override
    protected int running(String name) {
        return QemuProcesses.of(root(), name);
    }

    @Override
    protected String bootLine(String name) {
        return "agent " + name + " is up";
    }

    @Override
    protected String lastWords() {
        return "this image is broken";
    }

    /** Software emulation on a busy machine. */
    @Override
    protected Duration patience() {
        return Duration.ofMinutes(20);
    }
}
