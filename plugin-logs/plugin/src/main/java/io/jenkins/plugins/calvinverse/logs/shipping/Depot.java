package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.model.Run;
import io.calvinverse.logs.spool.Bounds;
import io.calvinverse.logs.spool.FileDisk;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.logs.spool.StepFacts;
import io.calvinverse.logs.spool.Upkeep;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.pipeline.Facts;
import io.jenkins.plugins.calvinverse.logs.pipeline.Identity;
import io.jenkins.plugins.calvinverse.logs.pipeline.ParameterSecrets;
import io.jenkins.plugins.calvinverse.logs.scope.Scope;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The spool in its directory, as builds of Jenkins use it. By the clockwork, but for {@link #pump}. */
final class Depot {
    private static final Logger LOGGER = Logger.getLogger(Depot.class.getName());
    private static final long GIGABYTE = 1_000_000_000;

    private final Path root;
    private final Spool spool;
    private final Pump pump;
    private Upkeep upkeep;
    private Supplier<Set<String>> targets = Set::of;

    private Depot(Path root, Spool spool) {
        this.root = root;
        this.spool = spool;
        this.pump = new Pump(root);
    }

    static Depot open(Path root) throws IOException {
        InstantSource clock = InstantSource.system();
        Spool spool = Spool.open(root.resolve("spool"), new FileDisk(), new KeySealer(), new SecureRandom(), clock);
        return new Depot(root, spool);
    }

    Path root() {
        return root;
    }

    Spool spool() {
        return spool;
    }

    /** How much may wait, and for whom. */
    void bound(LogsConfiguration configuration, Supplier<Set<String>> names) {
        targets = names;
        Bounds bounds =
                new Bounds(configuration.getKeepGigabytes() * GIGABYTE, Duration.ofDays(configuration.getKeepDays()));
        upkeep = new Upkeep(
                spool,
                new FileDisk(),
                InstantSource.system(),
                bounds,
                names,
                build -> Receipt.write(build, targets.get()));
    }

    void round() {
        if (upkeep != null) {
            upkeep.round();
        }
    }

    /** Empty when its job, or a folder around it, opts out. */
    Optional<String> follow(Run<?, ?> run) throws IOException {
        Scope scope = Scope.of(run.getParent());
        if (scope.off()) {
            return Optional.empty();
        }
        SpooledBuild build = spool.follow(Facts.of(run, scope, copy(run)), ParameterSecrets.of(run));
        return Optional.of(build.key());
    }

    private File copy(Run<?, ?> run) {
        return pump.file(Identity.of(run));
    }

    /** What another log storage has more of a build, if another one has it. */
    void pump(Run<?, ?> run) {
        spool.find(Identity.of(run))
                .filter(build -> build.facts().log().equals(copy(run).getAbsolutePath()))
                .ifPresent(build -> pump.pump(run, copy(run)));
    }

    void ended(String key) {
        try {
            Optional<SpooledBuild> build = spool.build(key);
            spool.ended(key);
            if (build.isPresent()) {
                pump.forget(build.get().facts());
                endFilesOf(build.get());
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The end of a log cannot be noted in " + root + "; tried again");
        }
    }

    /** Files it streamed in blocks that did not come to their end. */
    private void endFilesOf(SpooledBuild build) throws IOException {
        String files = Identity.ofFiles(build.facts().identity());
        for (SpooledBuild each : spool.builds()) {
            if (each.facts().identity().startsWith(files)) {
                spool.ended(each.key());
                Files.deleteIfExists(Path.of(each.facts().log()));
            }
        }
    }

    void step(String key, StepFacts node) {
        try {
            spool.step(key, node);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "After a crash, lines of a step will lack its fields");
        }
    }

    void hide(Run<?, ?> run, Set<String> secrets) {
        try {
            Optional<SpooledBuild> build = spool.find(Identity.of(run));
            if (build.isPresent()) {
                spool.hide(build.get().key(), secrets);
            } else if (!Scope.of(run.getParent()).off()) {
                spool.follow(Facts.of(run, Scope.of(run.getParent()), copy(run)), secrets);
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Secrets of " + run + " are hidden only until Jenkins ends: they cannot be noted in " + root);
        }
    }

    /** Writes nothing for what is hidden already. */
    void hide(String identity, Set<String> secrets) throws IOException {
        Optional<SpooledBuild> build = spool.find(identity);
        if (build.isPresent() && !build.get().secrets().containsAll(secrets)) {
            spool.hide(build.get().key(), secrets);
        }
    }

    /** The build's job is called otherwise, or lies elsewhere. */
    void moved(SpooledBuild build, Run<?, ?> run) {
        try {
            spool.renamed(build.key(), Facts.of(run, Scope.of(run.getParent()), copy(run)));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "That " + run + " was renamed cannot be noted in " + root);
        }
    }
}
