package io.calvinverse.provisioner.provider.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.host.LocalHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A place with real virtual machines, empty before and after each test. */
abstract class QemuMachines {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @TempDir
    Path directory;

    private final ExecutorService streams = Executors.newCachedThreadPool();
    TrialImages images;
    Path root;
    QemuProvider provider;

    @BeforeEach
    void furnish() throws Exception {
        images = TrialImages.in(directory.resolve("images"));
        root = directory.resolve("root");
        provider = at(root);
    }

    QemuProvider at(Path place) {
        return new QemuProvider(
                new LocalHost(streams), place.toString(), images.directory().toString());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        try {
            for (Instance instance : provider.list()) {
                provider.destroy(instance.name());
            }
            assertEquals(List.of(), provider.list());
            assertEquals(List.of(), QemuProcesses.below(directory));
            assertEquals(List.of(), leftBehind());
        } finally {
            streams.shutdownNow();
        }
    }

    /** Files of machines; locks and what is known of images are none. */
    private List<String> leftBehind() throws Exception {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.startsWith(".lock/") && !file.startsWith(".verified/"))
                    .toList();
        }
    }

    Instance instance(String name) throws Exception {
        return provider.list().stream()
                .filter(i -> i.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String console(String name) throws Exception {
        return provider.console(name, 50_000);
    }

    void awaitConsole(String name, String text) throws Exception {
        await(() -> console(name).contains(text), text, name);
    }

    void await(Callable<Boolean> condition, String what, String name) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not within " + PATIENCE + ": " + what + "; the console says:\n" + console(name));
            }
            Thread.sleep(100);
        }
    }
}
