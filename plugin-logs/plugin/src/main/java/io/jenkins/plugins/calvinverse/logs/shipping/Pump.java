package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.model.Run;
import io.calvinverse.logs.spool.BuildFacts;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Copies logs that another storage than files keeps, by asking for what is new. How far it was is the length of the copy.
 * One thread.
 */
final class Pump {
    private static final Logger LOGGER = Logger.getLogger(Pump.class.getName());

    private final Path directory;

    Pump(Path root) {
        this.directory = root.resolve("copied");
    }

    File file(String identity) {
        return directory.resolve(identity.replace(':', '-') + ".log").toFile();
    }

    void pump(Run<?, ?> run, File copy) {
        try {
            Files.createDirectories(directory);
            try (OutputStream out =
                    Files.newOutputStream(copy.toPath(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                long from = copy.length();
                long to = run.getLogText().writeRawLogTo(from, out);
                while (to > from) {
                    from = to;
                    to = run.getLogText().writeRawLogTo(from, out);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "The log of " + run + " cannot be read at present; tried again");
        }
    }

    /** Once the spool holds a copy by a name of its own; nothing for a log that is none. */
    void forget(BuildFacts facts) {
        Path log = Path.of(facts.log());
        try {
            if (directory.equals(log.getParent())) {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> log + " is of no use any more and cannot be deleted");
        }
    }
}
