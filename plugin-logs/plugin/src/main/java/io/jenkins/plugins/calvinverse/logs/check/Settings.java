package io.jenkins.plugins.calvinverse.logs.check;

import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What is wrong with the settings of this plugin, or null. Memory only, but for credentials. */
public final class Settings {
    public static final String NO_CONTROLLER_LOG = "OFF";
    public static final List<String> LEVELS = List.of(NO_CONTROLLER_LOG, "SEVERE", "WARNING", "INFO", "CONFIG", "FINE");

    private Settings() {}

    public static String checkTargets(List<LogTarget> targets) {
        Set<String> names = new HashSet<>();
        for (LogTarget each : targets) {
            if (!names.add(each.getName())) {
                return Messages.Settings_TwoNames(each.getName());
            }
        }
        return targets.stream()
                .map(LogTarget::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public static String checkAllowedFields(String names) {
        return Lines.words(names).stream()
                .map(FieldNames::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A pattern without a place for the build would lead every build to the same page. */
    public static String checkViewUrl(String pattern) {
        return pattern == null ? null : ViewUrl.problem(pattern);
    }

    public static String checkLevel(String level) {
        return LEVELS.contains(level) ? null : Messages.Settings_Level(level, String.join(", ", LEVELS));
    }

    public static String checkAtLeastOne(int number) {
        return number >= 1 ? null : Messages.Settings_AtLeastOne(number);
    }

    public static String checkDirectory(String directory) {
        try {
            return directory == null || Path.of(directory).isAbsolute() ? null : Messages.Settings_Directory(directory);
        } catch (InvalidPathException e) {
            return Messages.Settings_Directory(directory);
        }
    }
}
