package io.calvinverse.artefacts.artefact;

import java.io.Serial;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an artefact is called in its format. Two artefacts with equal coordinates are the same place in a repository.
 *
 * @param name raw: path with {@code /}; Maven: {@code group:artifact}; npm: name with scope; NuGet: id; Docker: image without registry
 * @param version empty for raw; Docker: tag or {@code sha256:…}
 * @param qualifiers what else tells apart, Maven's {@code classifier} and {@code extension}
 */
public record Coordinates(Format format, String name, String version, SortedMap<String, String> qualifiers)
        implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    public Coordinates {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an artefact needs a name");
        }
        qualifiers = Collections.unmodifiableSortedMap(new TreeMap<>(qualifiers));
    }

    public static Coordinates of(Format format, String name, String version) {
        return new Coordinates(format, name, version, new TreeMap<>());
    }

    /** A file below a raw repository: {@code docs/index.html}. */
    public static Coordinates raw(String path) {
        return of(Format.RAW, path, "");
    }

    /** Empty when there is none of that name. */
    public String qualifier(String key) {
        return qualifiers.getOrDefault(key, "");
    }

    public Coordinates with(String key, String value) {
        TreeMap<String, String> more = new TreeMap<>(qualifiers);
        more.put(key, value);
        return new Coordinates(format, name, version, more);
    }

    /** For messages: {@code nuget Acme.Core 1.2.0}, {@code maven acme:core 1.0 (classifier sources)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(format.symbol()).append(' ').append(name);
        if (!version.isEmpty()) {
            text.append(' ').append(version);
        }
        String separator = " (";
        for (Map.Entry<String, String> each : qualifiers.entrySet()) {
            if (!each.getValue().isEmpty()) {
                text.append(separator).append(each.getKey()).append(' ').append(each.getValue());
                separator = ", ";
            }
        }
        return separator.equals(", ") ? text.append(')').toString() : text.toString();
    }
}
