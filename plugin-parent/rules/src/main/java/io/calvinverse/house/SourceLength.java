package io.calvinverse.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lines of each Java source below some folders. */
final class SourceLength {

    static final int MOST_LINES = 400;
    static final int MEDIAN_LINES = 90;

    private final Map<Path, Integer> lines = new TreeMap<>();

    SourceLength(Path... folders) {
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                measure(folder);
            }
        }
    }

    List<String> tooLong() {
        return lines.entrySet().stream()
                .filter(source -> source.getValue() > MOST_LINES)
                .map(source -> source.getKey() + " has " + source.getValue() + " lines")
                .toList();
    }

    /** Zero when there is no source. */
    int median() {
        List<Integer> sorted = lines.values().stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private void measure(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(this::count);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources in " + folder, e);
        }
    }

    private void count(Path file) {
        try (Stream<String> content = Files.lines(file)) {
            lines.put(file, Math.toIntExact(content.count()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
