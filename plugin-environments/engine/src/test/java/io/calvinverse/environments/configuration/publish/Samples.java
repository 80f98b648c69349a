package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.KeyValues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Releases to publish, and what the tree must then be. */
public final class Samples {
    private Samples() {}

    /** All keys but the mark are different in each version, and one is in this version alone. */
    public static Release release(String version, int keys) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            items.add(item("config/services/s" + i + "/host", version + " of " + i));
        }
        items.add(item("config/only/" + version, "here"));
        items.add(item("config/environment/initialized", "true"));
        return new Release(Version.of(version), "c0ffee", "tester", items);
    }

    public static Item item(String key, String value) {
        return new Item(key, Content.of(value), "test.yaml:1");
    }

    public static Map<String, Content> tree(Release release) {
        Map<String, Content> tree = new TreeMap<>();
        release.items().forEach(item -> tree.put(item.key(), item.content()));
        return tree;
    }

    public static Releases releases(KeyValues store) {
        return releases(store, Settings.of("main"));
    }

    public static Releases releases(KeyValues store, Settings settings) {
        return new Releases(
                store,
                settings,
                Clock.systemUTC(),
                time -> Thread.sleep(time.toMillis()),
                () -> UUID.randomUUID().toString());
    }
}
