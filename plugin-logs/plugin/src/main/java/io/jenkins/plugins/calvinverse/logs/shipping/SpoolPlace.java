package io.jenkins.plugins.calvinverse.logs.shipping;

import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import java.io.File;
import java.nio.file.Path;
import jenkins.model.Jenkins;

/** Where what waits is kept: on the volume of the builds, so that their logs can be held by a second name. */
final class SpoolPlace {
    private static final String NAME = "calvinverse-logs";
    private static final String OF_ITEM = "${ITEM_ROOTDIR}";
    private static final String OF_HOME = "${JENKINS_HOME}";

    private SpoolPlace() {}

    static Path root() {
        String given = LogsConfiguration.get().getDirectory();
        return given == null
                ? beside(Jenkins.get().getRawBuildsDir(), Jenkins.get().getRootDir())
                : Path.of(given);
    }

    /** The builds' directory is a pattern: what stands before its first place for the item is one directory for all. */
    static Path beside(String pattern, File home) {
        if (pattern == null || pattern.startsWith(OF_ITEM)) {
            return home.toPath().resolve(NAME);
        }
        String there = pattern.replace(OF_HOME, home.getPath());
        int place = there.indexOf("${");
        String fixed = place < 0 ? there : there.substring(0, place);
        int end = Math.max(fixed.lastIndexOf('/'), fixed.lastIndexOf(File.separatorChar));
        // A leading dot: no item has such a name.
        return end <= 0
                ? home.toPath().resolve(NAME)
                : Path.of(fixed.substring(0, end)).resolve('.' + NAME);
    }
}
