package io.calvinverse.environments.configuration.ledger;

import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.store.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the store says at one moment about a stream and the configuration.
 *
 * @param current null before the first release
 * @param currentIndex 0 before the first release
 * @param base manifest of the current release; null before the first
 * @param pending null when no act is under way
 * @param pendingIndex 0 when no act is under way
 * @param steps of the pending act, else empty
 * @param live configuration by key
 * @param others keys of other streams, and which
 */
public record Look(
        Done current,
        long currentIndex,
        Manifest base,
        Pending pending,
        long pendingIndex,
        List<Step> steps,
        Map<String, Entry> live,
        Map<String, String> others) {

    /** Digest of a key's value; empty when it is absent. */
    public String digest(String key) {
        Entry entry = live.get(key);
        return entry == null ? "" : entry.content().digest();
    }

    /** Index of a key; 0 when it is absent. */
    public long index(String key) {
        Entry entry = live.get(key);
        return entry == null ? 0 : entry.index();
    }

    /** Digest by key as it would be if the pending act were taken back. */
    public Map<String, String> settled() {
        Map<String, String> digests = new HashMap<>();
        live.forEach((key, entry) -> digests.put(key, entry.content().digest()));
        for (Step step : steps) {
            if (digest(step.key()).equals(step.after())) {
                if (step.before().isEmpty()) {
                    digests.remove(step.key());
                } else {
                    digests.put(step.key(), step.before());
                }
            }
        }
        return digests;
    }

    /** How many steps of the pending act are done. */
    public long stepsDone() {
        return steps.stream()
                .filter(step -> digest(step.key()).equals(step.after()))
                .count();
    }
}
