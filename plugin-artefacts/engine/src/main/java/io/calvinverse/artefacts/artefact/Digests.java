package io.calvinverse.artefacts.artefact;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a content hashes to.
 *
 * @param size bytes
 * @param values lower-case hexadecimal, of some algorithms
 */
public record Digests(long size, Map<Algorithm, String> values) {

    public Digests {
        values = Map.copyOf(values);
    }

    /** @throws IllegalStateException if it was not computed */
    public String hex(Algorithm algorithm) {
        String value = values.get(algorithm);
        if (value == null) {
            throw new IllegalStateException(algorithm + " was not computed, only " + values.keySet());
        }
        return value;
    }

    public String sha256() {
        return hex(Algorithm.SHA256);
    }

    /** As in npm's and NuGet's documents. */
    public String base64(Algorithm algorithm) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex(algorithm)));
    }

    /** Whether size and every algorithm both know are equal; at least one must be known to both. */
    public boolean matches(Digests other) {
        boolean compared = false;
        for (Map.Entry<Algorithm, String> each : values.entrySet()) {
            String theirs = other.values.get(each.getKey());
            if (theirs != null && !theirs.equals(each.getValue())) {
                return false;
            }
            compared |= theirs != null;
        }
        return compared && size == other.size;
    }

    /** For messages: {@code sha256 ab12…, 17 bytes}, or the best digest there is. */
    public String brief() {
        SortedMap<Algorithm, String> sorted = new TreeMap<>(values);
        String best = values.containsKey(Algorithm.SHA256)
                ? "sha256 " + sha256()
                : sorted.isEmpty() ? "no digest" : sorted.lastKey().symbol() + " " + sorted.get(sorted.lastKey());
        return best + ", " + size + " bytes";
    }
}
