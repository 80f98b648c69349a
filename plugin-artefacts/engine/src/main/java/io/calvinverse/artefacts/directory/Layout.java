package io.calvinverse.artefacts.directory;

import io.calvinverse.artefacts.artefact.Coordinates;
import java.util.Locale;

/** Where clients of a format look below a directory. */
final class Layout {
    private Layout() {}

    static String path(Coordinates coordinates) {
        String name = coordinates.name();
        String version = coordinates.version();
        return switch (coordinates.format()) {
            case RAW -> name;
            case MAVEN -> maven(coordinates);
            // A folder of packages, as NuGet reads it as a source: all of them beside each other.
            case NUGET -> name + "." + version + ".nupkg";
            case NPM -> name + "/-/" + name.substring(name.lastIndexOf('/') + 1) + "-" + version + ".tgz";
            case DOCKER -> name + "/" + version.replace(':', '-') + ".tar";
        };
    }

    private static String maven(Coordinates coordinates) {
        String[] ids = coordinates.name().split(":", 2);
        String classifier = coordinates.qualifier("classifier");
        String extension = coordinates.qualifier("extension");
        return ids[0].replace('.', '/') + "/" + ids[1] + "/" + coordinates.version() + "/" + ids[1] + "-"
                + coordinates.version() + (classifier.isEmpty() ? "" : "-" + classifier) + "."
                + (extension.isEmpty() ? "jar" : extension.toLowerCase(Locale.ROOT));
    }
}
