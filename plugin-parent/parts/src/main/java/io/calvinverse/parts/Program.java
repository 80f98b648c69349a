package io.calvinverse.parts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The program of a real part: on the path, or in the cache that {@code build.d/services/<part>.sh get} fills.
 *
 * @param part name of the part, as in {@code build.d/services}
 * @param file the executable
 */
public record Program(String part, Path file) {

    /** Where parts are kept: {@code CALVINVERSE_PARTS}, or {@code .cache/calvinverse} of the user's home. */
    public static Path cache() {
        String given = System.getenv("CALVINVERSE_PARTS");
        return given != null && !given.isBlank()
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache", "calvinverse");
    }

    /** The directory of a part in the cache, or a skipped test that names the part. */
    public static Path cached(String part) {
        Path directory = cache().resolve(part);
        assumePresent(part, Files.isDirectory(directory));
        return directory;
    }

    /** The program named as its part, on the path or in the cache; or a skipped test that names the part. */
    public static Program of(String part) {
        return of(part, part);
    }

    /** The program {@code name} of a part: on the path, else {@code <cache>/<part>/<name>}; or a skipped test that names the part. */
    public static Program of(String part, String name) {
        Optional<Path> file = find(part, name);
        assumePresent(part, file.isPresent());
        return new Program(part, file.orElseThrow());
    }

    /** The same without a skipped test. */
    public static Optional<Path> find(String part, String name) {
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name));
        return Stream.concat(onPath, Stream.of(cache().resolve(part).resolve(name)))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the calling test unless the part is there. */
    public static void assumePresent(String part, boolean present) {
        Assumptions.assumeTrue(
                present,
                () -> "the part '%s' is missing, neither on the path nor in %s; build.d/services/%s.sh get brings it"
                        .formatted(part, cache().resolve(part), part));
    }
}
