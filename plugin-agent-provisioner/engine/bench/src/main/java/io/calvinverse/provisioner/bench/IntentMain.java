package io.calvinverse.provisioner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long a build in the queue waits until its machine is journaled and ordered: 1,000 builds of 20 labels through
 * the real loop and the real journal to a provider that answers at once. Budget: p50 50 ms, p99 250 ms, at most 1 s.
 */
public final class IntentMain {
    private static final int ITEMS = 1_000;
    private static final int LABELS = 20;
    /** A controller has been up for a while when its queue fills. */
    private static final int WARMUP = 20;

    private IntentMain() {}

    /** @param args a directory for the journals, by default the present one */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args.length > 0 ? args[0] : "").toAbsolutePath();
        Files.createDirectories(directory);
        System.out.printf("%n%d builds of %d labels -> intent journaled and handed to the provider%n", ITEMS, LABELS);
        System.out.printf("%-34s %9s %9s %9s%n", "", "p50 ms", "p99 ms", "max ms");
        print("at once, fresh process", directory, 0, 1);
        run(directory, 0, WARMUP);
        print("at once, warm, 20 times", directory, 0, 20);
        print("one each 2 ms", directory, 2_000_000, 1);
        print("one each 10 ms", directory, 10_000_000, 1);
        print("one each 30 ms", directory, 30_000_000, 1);
    }

    private static void print(String name, Path directory, long pauseNanos, int times)
            throws IOException, InterruptedException {
        double[] millis = run(directory, pauseNanos, times);
        Arrays.sort(millis);
        System.out.printf(
                "%-34s %9.1f %9.1f %9.1f%n",
                name, millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1]);
    }

    private static double[] run(Path directory, long pauseNanos, int times) throws IOException, InterruptedException {
        double[] all = new double[times * ITEMS];
        for (int i = 0; i < times; i++) {
            try (Intent intent = new Intent(Files.createTempDirectory(directory, "intent"), LABELS, ITEMS)) {
                System.arraycopy(intent.measure(pauseNanos), 0, all, i * ITEMS, ITEMS);
            }
        }
        return all;
    }
}
