package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.Util;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Coordinates as a pipeline writes them. */
final class NamedArtefact {
    private NamedArtefact() {}

    /**
     * @param values {@code format}, {@code name}, {@code version}, {@code classifier}, {@code extension}, {@code tag}, {@code digest}; a
     *     receipt of another step serves
     * @throws IllegalArgumentException naming what is missing
     */
    static Coordinates of(Map<?, ?> values) {
        Format format = format(text(values, "format"));
        String name = text(values, "name");
        String version = text(values, "version");
        if (name.isEmpty()) {
            throw new IllegalArgumentException(Messages.NamedArtefact_NoName());
        }
        if (format != Format.RAW && version.isEmpty()) {
            throw new IllegalArgumentException(Messages.NamedArtefact_NoVersion(format.symbol(), name));
        }
        Coordinates coordinates = Coordinates.of(format, name, format == Format.RAW ? "" : version);
        return switch (format) {
            case MAVEN ->
                coordinates
                        .with("classifier", text(values, "classifier"))
                        .with("extension", text(values, "extension").isEmpty() ? "jar" : text(values, "extension"));
            case NPM -> given(coordinates, values, "tag");
            case DOCKER -> given(coordinates, values, "digest");
            case RAW, NUGET -> coordinates;
        };
    }

    private static Coordinates given(Coordinates coordinates, Map<?, ?> values, String key) {
        String value = text(values, key);
        return value.isEmpty() ? coordinates : coordinates.with(key, value);
    }

    static Format format(String symbol) {
        return Arrays.stream(Format.values())
                .filter(each -> each.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Messages.NamedArtefact_Format(
                        symbol,
                        Arrays.stream(Format.values()).map(Format::symbol).toList())));
    }

    private static String text(Map<?, ?> values, String key) {
        return Objects.requireNonNullElse(Util.fixEmptyAndTrim(Objects.toString(values.get(key), "")), "");
    }
}
