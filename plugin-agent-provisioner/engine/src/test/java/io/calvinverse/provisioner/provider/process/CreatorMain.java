package io.calvinverse.provisioner.provider.process;

import io.calvinverse.provisioner.provider.ProviderException;
import java.nio.file.Path;
import java.util.Map;

/** Makes and removes machines without end, in several threads, until it is killed. */
public final class CreatorMain {
    private static final int THREADS = 3;

    private CreatorMain() {}

    /** @param arguments root, java, jar, prefix of the names */
    public static void main(String[] arguments) throws Exception {
        ProcessProvider provider = Trial.provider(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        provider.create(ProcessProviderTest.order(arguments[3] + "-first", Map.of()));
        for (int i = 0; i < THREADS; i++) {
            String prefix = arguments[3] + "-" + i + "-";
            new Thread(() -> create(provider, prefix)).start();
        }
        System.out.println("creating");
    }

    private static void create(ProcessProvider provider, String prefix) {
        for (int i = 0; ; i++) {
            try {
                provider.create(ProcessProviderTest.order(prefix + i, Map.of()));
                if (i % 2 == 0) {
                    provider.destroy(prefix + i);
                }
            } catch (ProviderException | InterruptedException e) {
                System.out.println("failed: " + e);
            }
        }
    }
}
