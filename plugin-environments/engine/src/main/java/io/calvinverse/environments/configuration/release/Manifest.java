package io.calvinverse.environments.configuration.release;

import io.calvinverse.environments.configuration.store.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a release consists of: the digest of each key's value, in the order of the release.
 *
 * @param commit the sources are from; may be empty
 * @param author who made it; may be empty
 */
public record Manifest(Version version, String commit, String author, List<Line> lines) {

    /** @param digest SHA-256 of the value in lower-case hexadecimal */
    public record Line(String key, String digest) {}

    public Manifest {
        lines = List.copyOf(lines);
    }

    /** Version and digest of what it says of keys: two releases of one version with other values differ. */
    public String id() {
        return version + "@" + Content.of(text()).digest().substring(0, 16);
    }

    /** One line per key: digest, blank, key. No key has a line break. */
    public String text() {
        return lines.stream()
                .map(line -> line.digest() + " " + line.key() + "\n")
                .collect(Collectors.joining());
    }

    /** Reads {@link #text}. */
    public static List<Line> lines(String text) {
        return text.lines()
                .map(line -> new Line(line.substring(65), line.substring(0, 64)))
                .toList();
    }

    /** Digest by key, in order; a copy. */
    public Map<String, String> digests() {
        Map<String, String> digests = new LinkedHashMap<>();
        lines.forEach(line -> digests.put(line.key(), line.digest()));
        return digests;
    }
}
