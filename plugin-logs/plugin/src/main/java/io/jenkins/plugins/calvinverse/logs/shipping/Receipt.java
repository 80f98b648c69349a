package io.jenkins.plugins.calvinverse.logs.shipping;

import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.pipeline.Identity;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A file in a build's directory that says what was shipped, once all of it was. It goes with the build. */
public final class Receipt {
    private static final Logger LOGGER = Logger.getLogger(Receipt.class.getName());
    private static final String NAME = "log-shipped.properties";

    private Receipt() {}

    /** Nothing for a build that is deleted. */
    static void write(SpooledBuild build, Set<String> targets) {
        Path log = Path.of(build.facts().log());
        Path directory = log.getParent();
        if (!Identity.isBuild(build.facts().identity())
                || directory == null
                || !Files.exists(directory.resolve("build.xml"))) {
            return;
        }
        Properties lines = new Properties();
        for (String target : targets) {
            lines.setProperty(
                    target, Long.toString(build.cursor(target).progress().sequence()));
        }
        try (Writer file = Files.newBufferedWriter(directory.resolve(NAME))) {
            lines.store(file, "Lines of this build's log that each target has confirmed");
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "No receipt for " + build.facts().name());
        }
    }

    /** Lines by target; empty when there is none. */
    public static TreeMap<String, Long> read(Path directory) {
        TreeMap<String, Long> lines = new TreeMap<>();
        Path file = directory.resolve(NAME);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                Properties found = new Properties();
                found.load(reader);
                found.forEach((target, count) -> lines.put((String) target, Long.valueOf((String) count)));
            } catch (IOException | NumberFormatException e) {
                LOGGER.log(Level.FINE, e, () -> file + " cannot be read");
            }
        }
        return lines;
    }
}
