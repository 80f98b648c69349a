package io.calvinverse.logs.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What a former life of the controller left in the spool. */
final class Loading {
    private static final Logger LOGGER = Logger.getLogger(Loading.class.getName());

    static final String FACTS = "facts.json";

    private final Path root;
    private final Disk disk;
    private final Sealer sealer;

    Loading(Path root, Disk disk, Sealer sealer) {
        this.root = root;
        this.disk = disk;
        this.sealer = sealer;
    }

    /** Also finishes a giving-up that was counted and not carried out. */
    GivenUp givenUp() throws IOException {
        try {
            GivenUp known = Json.read(root.resolve("given-up.json"), GivenUp.class);
            if (!known.key().isEmpty()) {
                disk.deleteDirectory(root.resolve(known.key()), FACTS);
            }
            return known;
        } catch (NoSuchFileException e) {
            return GivenUp.NOTHING;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "What was given up in " + root + " is counted from 0: its file is damaged");
            return GivenUp.NOTHING;
        }
    }

    List<SpooledBuild> builds() throws IOException {
        List<Path> directories;
        try (Stream<Path> listed = Files.list(root)) {
            directories = listed.filter(Files::isDirectory).sorted().toList();
        }
        List<SpooledBuild> builds = new ArrayList<>();
        for (Path directory : directories) {
            SpooledBuild build = load(directory);
            if (build != null) {
                builds.add(build);
            }
        }
        return builds;
    }

    private SpooledBuild load(Path directory) throws IOException {
        BuildFacts facts;
        try {
            facts = Json.read(directory.resolve(FACTS), BuildFacts.class);
        } catch (NoSuchFileException e) {
            // A crash between two steps of following it: it will be followed again.
            disk.deleteDirectory(directory, FACTS);
            return null;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            LOGGER.log(Level.WARNING, e, () -> directory + " is left alone: what build it belongs to cannot be read");
            return null;
        }
        Path log = directory.resolve("log");
        Sightings sightings = new Sightings(Files.exists(log) ? Files.size(log) : 0);
        SpooledBuild build = new SpooledBuild(nameOf(directory), directory, disk, facts, sightings);
        loadSteps(build);
        loadSecrets(build);
        if (Files.exists(directory.resolve("ended"))) {
            build.end();
        }
        return build;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void loadSteps(SpooledBuild build) throws IOException {
        Path file = build.directory().resolve("steps");
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            try {
                build.learn(Json.read(line, StepFacts.class));
            } catch (IOException e) {
                // Cut off by a crash: the lines of that step lack its fields.
                LOGGER.log(Level.FINE, e, () -> "a line of " + file + " cannot be read");
            }
        }
    }

    /** Without knowing what to hide, nothing is shipped. */
    private void loadSecrets(SpooledBuild build) throws IOException {
        try (Stream<Path> listed = Files.list(build.directory())) {
            for (Path file : listed.sorted().toList()) {
                String name = nameOf(file);
                if (name.startsWith("mask-") && !name.endsWith(".next")) {
                    open(build, file);
                }
            }
        }
    }

    private void open(SpooledBuild build, Path file) {
        try {
            String sealed = Json.read(file, String[].class)[0];
            build.hide(Set.of(Json.read(sealer.open(sealed), String[].class)));
        } catch (IOException | RuntimeException e) {
            build.hold("the secrets to hide in it cannot be read (" + file
                    + "): restore the controller's key, or delete " + build.directory() + " to give the log up");
            LOGGER.log(
                    Level.WARNING, e, () -> "The log of " + build.facts().name() + " is not shipped: " + build.held());
        }
    }
}
