package io.calvinverse.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Buttons of forms that test what is not saved. Core's {@code validateButton} (hudson-behavior.js) looks for a field of each
 * name as it stands; a path such as {@code tls/caCertificates} finds none, and the button sends nothing of it without a word.
 */
final class FormButtons {
    private static final Pattern PATH = Pattern.compile("<f:validateButton[^>]*\\bwith=\"[^\"]*/[^\"]*\"");

    private final Path resources;

    FormButtons(Path resources) {
        this.resources = resources;
    }

    /** Views whose button names paths. */
    List<Path> withPaths() {
        if (!Files.isDirectory(resources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(resources)) {
            return files.filter(file -> file.toString().endsWith(".jelly"))
                    .filter(file -> PATH.matcher(text(file)).find())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the views in " + resources, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
