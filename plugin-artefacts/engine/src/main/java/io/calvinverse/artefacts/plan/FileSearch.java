package io.calvinverse.artefacts.plan;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds files below one directory; never one outside, also not by a link. */
public final class FileSearch {

    private static final int MOST_HINTS = 5;

    private final Path directory;

    /** @param directory the workspace, or a directory of it */
    public FileSearch(Path directory) {
        this.directory = directory;
    }

    /** A file and its path below the directory, with {@code /}. */
    public record Found(Path file, String path) {}

    /**
     * Sorted by path.
     *
     * @throws ArtefactException if none matches; names similar files, or if one lies outside by a link
     */
    public List<Found> find(Glob glob) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new ArtefactException(
                    "the directory " + directory + " does not exist, so '" + glob + "' matches nothing");
        }
        List<Found> all = all();
        List<Found> matching =
                all.stream().filter(each -> glob.matches(each.path())).toList();
        if (matching.isEmpty()) {
            throw new ArtefactException("no file in " + directory + " matches '" + glob + "'" + hints(glob, all));
        }
        Path root = directory.toRealPath();
        for (Found each : matching) {
            if (!each.file().toRealPath().startsWith(root)) {
                throw new ArtefactException(each.path() + " is a link out of the workspace, to "
                        + each.file().toRealPath() + "; copy the file");
            }
        }
        return matching;
    }

    private List<Found> all() throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> new Found(
                            file, directory.relativize(file).toString().replace('\\', '/')))
                    .sorted(java.util.Comparator.comparing(Found::path))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String hints(Glob glob, List<Found> all) {
        if (all.isEmpty()) {
            return "; the directory is empty: did the build run here?";
        }
        List<String> near = new ArrayList<>();
        Glob anywhere = new Glob("**/" + glob.fileName());
        all.stream().map(Found::path).filter(anywhere::matches).forEach(near::add);
        if (near.isEmpty()) {
            String wanted = extension(glob.fileName());
            all.stream()
                    .map(Found::path)
                    .filter(path -> !wanted.isEmpty() && extension(path).equalsIgnoreCase(wanted))
                    .forEach(near::add);
        }
        if (near.isEmpty()) {
            return "; there are " + all.size() + " files, for instance "
                    + all.stream().limit(MOST_HINTS).map(Found::path).toList();
        }
        return "; near misses: " + near.stream().limit(MOST_HINTS).toList()
                + (near.size() > MOST_HINTS ? " and more" : "");
    }

    private static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(dot);
    }
}
