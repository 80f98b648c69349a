package io.calvinverse.environments.secrets;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What survives a crash. It remembers every token and lease that was ever noted. */
final class SimulatedDisk {

    final Map<String, String> files = new TreeMap<>();
    private final Set<String> history = new HashSet<>();
    /** Writes until the controller dies in the middle of one; negative for never. */
    int writesToCrash = -1;

    Runnable crash = () -> {};

    boolean everNoted(String id) {
        return history.stream().anyMatch(text -> text.contains("\"" + id + "\""));
    }

    BlockStore seenBy(BooleanSupplier alive) {
        return new BlockStore() {
            @Override
            public Map<String, String> load() {
                return new TreeMap<>(files);
            }

            @Override
            public void write(String key, String text) throws IOException {
                dies(alive);
                files.put(key, text);
                history.add(text);
                dies(alive);
            }

            @Override
            public void delete(String key) throws IOException {
                dies(alive);
                files.remove(key);
            }
        };
    }

    private void dies(BooleanSupplier alive) throws IOException {
        if (writesToCrash == 0) {
            crash.run();
        }
        writesToCrash--;
        if (!alive.getAsBoolean()) {
            throw new IOException("the controller is dead");
        }
    }
}
