package io.calvinverse.environments.preflight;

import io.calvinverse.environments.configuration.store.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What rules look at, read at one moment.
 *
 * @param profile what the environment is meant to be
 * @param keys configuration by key, all below the prefix
 * @param services every registered instance
 * @param vault empty when the environment has none
 * @param clocks how far each clock that was read is ahead (negative: behind), by whose it is
 */
public record Site(
        Profile profile,
        Map<String, Content> keys,
        List<ServiceSeen> services,
        Optional<VaultView> vault,
        Map<String, Duration> clocks) {
    public Site {
        keys = new TreeMap<>(keys);
        services = List.copyOf(services);
        clocks = new TreeMap<>(clocks);
    }

    /** Text of a key; empty when it is absent. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(keys.get(key)).map(Content::text);
    }
}
