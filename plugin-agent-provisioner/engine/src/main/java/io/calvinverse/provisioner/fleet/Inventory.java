package io.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.provider.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last complete listing of a provider.
 *
 * @param asked when it was asked for: it says nothing about what happened after
 * @param instances by name
 * @param before names in the listing before that one
 */
public record Inventory(Instant asked, Map<String, Instance> instances, Set<String> before) {
    /** How far a listing may lag behind: only then does it say anything of what was made or removed. */
    public static final Duration LAG = Duration.ofSeconds(10);

    /** The listing that follows {@code previous}, which is null for the first one. */
    public static Inventory of(Instant asked, List<Instance> listed, Inventory previous) {
        Map<String, Instance> byName = new HashMap<>();
        listed.forEach(instance -> byName.putIfAbsent(instance.name(), instance));
        return new Inventory(asked, byName, previous == null ? Set.of() : previous.instances.keySet());
    }

    /** Whether it shows everything that was made until then and nothing that was gone by then. */
    public boolean tells(Instant since) {
        return asked.isAfter(since.plus(LAG));
    }

    /** Whether two listings in a row do not have a machine that was there at {@code since}. */
    public boolean misses(String name, Instant since) {
        return tells(since) && !instances.containsKey(name) && !before.contains(name);
    }
}
