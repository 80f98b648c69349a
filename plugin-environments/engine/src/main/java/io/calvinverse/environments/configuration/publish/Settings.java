package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ledger.Layout;
import io.calvinverse.environments.configuration.release.KeyPattern;
import io.calvinverse.environments.configuration.release.KeyRules;
import io.calvinverse.environments.configuration.store.Limits;
import java.time.Duration;
import java.util.List;

/**
 * How releases of one stream are written.
 *
 * @param prefix of all configuration keys
 * @param layout where the records are
 * @param ready keys that say that all others are there: written last, deleted first
 * @param limits of a transaction
 * @param life of the lock without renewal
 * @param queueing for another holder of the lock
 * @param patience how long an unreachable store is asked again without progress
 * @param kept how many acts, and all that is needed to roll back to them, are kept
 */
public record Settings(
        String prefix,
        Layout layout,
        List<KeyPattern> ready,
        Limits limits,
        Duration life,
        Duration queueing,
        Duration patience,
        int kept) {

    /** Prefix of the keys that releases are recorded below. */
    public static final String RECORDS = "data/releases/";

    /**
     * Those of Calvinverse: keys below {@code config/}, {@code …/initialized} as the mark that all is there. The records
     * are below {@code data/}, where its services keep what is theirs.
     */
    public static Settings of(String stream) {
        return new Settings(
                "config/",
                new Layout(RECORDS, stream),
                List.of(new KeyPattern("**/initialized")),
                Limits.CONSUL,
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                20);
    }

    public KeyRules rules() {
        return new KeyRules(prefix);
    }

    boolean isReady(String key) {
        return ready.stream().anyMatch(pattern -> pattern.matches(key));
    }
}
