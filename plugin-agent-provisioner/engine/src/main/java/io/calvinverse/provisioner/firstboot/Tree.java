package io.calvinverse.provisioner.firstboot;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a medium: path to content. Paths are such as every form of the medium can hold: up to five directories
 * deep (ISO 9660 takes eight), names of 1 to 64 characters (Joliet's most).
 *
 * @param files sorted by path; the text is written as UTF-8
 */
public record Tree(Map<String, String> files) {
    private static final Pattern PATH =
            Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}/){0,5}[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

    /** Copies the map and checks the paths. */
    public Tree {
        TreeMap<String, String> sorted = new TreeMap<>(files);
        for (String path : sorted.keySet()) {
            if (!PATH.matcher(path).matches()) {
                throw new IllegalArgumentException("'" + path + "' is no path of a first-boot medium");
            }
            String below = sorted.higherKey(path + '/');
            if (below != null && below.startsWith(path + '/')) {
                throw new IllegalArgumentException(path + " is a file and a directory");
            }
        }
        files = Collections.unmodifiableSortedMap(sorted);
    }

    /** Names the files and none of their contents: some are secret. */
    @Override
    public String toString() {
        return "Tree" + files.keySet();
    }
}
