package io.jenkins.plugins.calvinverse.provisioner.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** What was measured, on the console and in {@code target/bench/provisioner.txt}, which {@code ./build} shows at its end. */
public final class Figures {
    private static final Path FILE = Path.of("target", "bench", "provisioner.txt");

    private Figures() {}

    /** @param nanos what was measured */
    static void print(String what, List<Long> nanos) throws IOException {
        List<Long> sorted = nanos.stream().sorted().toList();
        line(String.format(
                Locale.ROOT,
                "%-64s n %5d  p50 %9.1f ms  p99 %9.1f ms  max %9.1f ms",
                what,
                sorted.size(),
                at(sorted, 0.50),
                at(sorted, 0.99),
                at(sorted, 1.0)));
    }

    /** Figures already put into words. */
    public static void line(String text) throws IOException {
        System.out.println(text);
        Files.createDirectories(FILE.getParent());
        Files.writeString(
                FILE,
                text + System.lineSeparator(),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }
}
