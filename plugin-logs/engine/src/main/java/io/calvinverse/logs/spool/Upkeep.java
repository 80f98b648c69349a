package io.calvinverse.logs.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What has to be done about the spool from time to time, twice a second say: take hold of files, note when they grew, let
 * go what is shipped, give up what is too much. One thread.
 */
public final class Upkeep {
    private static final Logger LOGGER = Logger.getLogger(Upkeep.class.getName());

    private final Spool spool;
    private final Links links;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Supplier<Set<String>> targets;
    private final Consumer<SpooledBuild> shipped;

    /**
     * @param shipped told of each build whose log has reached all targets, just before the spool forgets it
     * @param targets names of those that are to have every log; while there are none, nothing counts as shipped
     */
    public Upkeep(
            Spool spool,
            Disk disk,
            InstantSource clock,
            Bounds bounds,
            Supplier<Set<String>> targets,
            Consumer<SpooledBuild> shipped) {
        this.shipped = shipped;
        this.spool = spool;
        this.links = new Links(disk);
        this.clock = clock;
        this.bounds = bounds;
        this.targets = targets;
        spool.builds().forEach(build -> build.loadCompleted(targets.get()));
    }

    /** One build's trouble does not keep the others from being looked after. */
    public void round() {
        Set<String> wanted = targets.get();
        for (SpooledBuild build : spool.builds()) {
            try {
                look(build);
                if (!wanted.isEmpty() && build.completeFor(wanted)) {
                    shipped.accept(build);
                    spool.shipped(build);
                }
            } catch (IOException e) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "The log of " + build.facts().name() + " cannot be looked after in " + build.directory());
            }
        }
        bound();
    }

    private void look(SpooledBuild build) throws IOException {
        if (!build.ended() || !Files.exists(build.files().log())) {
            links.refresh(build);
        }
        try {
            build.saw(Files.size(build.files().log()), clock.millis());
        } catch (NoSuchFileException e) {
            // It has printed nothing yet.
        }
    }

    private void bound() {
        long now = clock.millis();
        long bytes = spool.builds().stream().mapToLong(SpooledBuild::length).sum();
        List<SpooledBuild> oldest = spool.builds().stream()
                .filter(SpooledBuild::ended)
                .sorted(Comparator.comparingLong(build -> build.facts().started()))
                .toList();
        for (SpooledBuild build : oldest) {
            boolean old = now - build.facts().started() > bounds.age().toMillis();
            if (!old && bytes <= bounds.bytes()) {
                return;
            }
            String why = old ? "older than " + bounds.age() : "more than " + bounds.bytes() + " bytes waited";
            try {
                bytes -= build.length();
                spool.giveUp(build, why);
                LOGGER.warning(() -> "Log given up, not every target has it: "
                        + spool.givenUp().last());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "The log of " + build.facts().name() + " cannot be given up");
            }
        }
    }
}
