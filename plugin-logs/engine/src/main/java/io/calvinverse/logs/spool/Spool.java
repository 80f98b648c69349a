package io.calvinverse.logs.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * The builds whose logs have not reached all targets yet. The logs themselves are the spool: per build a directory holds
 * second names (hard links) of {@code log} and {@code log-index}, what is known of the build and its steps, what to hide,
 * sealed, and per target how much it has confirmed. It outlives the deletion, renaming and moving of the build, and a
 * crash at any moment. The directory must lie on the volume of the builds; elsewhere logs are copied.
 *
 * <p>Safe for use by several threads. Each method does its writing before it returns. {@link Upkeep} does the rest.
 */
public final class Spool {
    private static final Logger LOGGER = Logger.getLogger(Spool.class.getName());

    private final Path root;
    private final Disk disk;
    private final Sealer sealer;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<String, SpooledBuild> builds = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final AtomicLong masks;
    private volatile GivenUp givenUp;

    private Spool(Path root, Disk disk, Sealer sealer, RandomGenerator random, InstantSource clock) throws IOException {
        this.root = root;
        this.disk = disk;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
        Loading loading = new Loading(root, disk, sealer);
        givenUp = loading.givenUp();
        for (SpooledBuild build : loading.builds()) {
            builds.put(build.key(), build);
            keys.put(build.facts().identity(), build.key());
        }
        masks = new AtomicLong(clock.millis());
    }

    /**
     * Opens the spool in a directory, which is made if need be.
     *
     * @param random makes the keys of builds: a {@link SecureRandom} outside of simulations
     */
    public static Spool open(Path root, Disk disk, Sealer sealer, RandomGenerator random, InstantSource clock)
            throws IOException {
        Files.createDirectories(root);
        return new Spool(root, disk, sealer, random, clock);
    }

    /**
     * A build's log begins (or goes on after a restart). Asked again for the same build it answers with the same key.
     *
     * @throws IOException when nothing could be written; then the build is not followed
     */
    public SpooledBuild follow(BuildFacts facts) throws IOException {
        return follow(facts, Set.of());
    }

    /**
     * The same with what must not be shipped of it, known before its first line is read.
     *
     * @param secrets values to hide; those of a build that is followed already are added to
     */
    public SpooledBuild follow(BuildFacts facts, Set<String> secrets) throws IOException {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        String known = keys.putIfAbsent(facts.identity(), key);
        if (known != null && builds.containsKey(known)) {
            // It may have been moved since a crash in the middle of following it.
            renamed(known, facts);
            SpooledBuild build = builds.get(known);
            if (!build.secrets().containsAll(secrets)) {
                hide(known, secrets);
            }
            return build;
        }
        keys.put(facts.identity(), key);
        SpooledBuild build;
        try {
            Path directory = Files.createDirectory(root.resolve(key));
            build = new SpooledBuild(key, directory, disk, facts, new Sightings(0));
            if (!secrets.isEmpty()) {
                hide(build, secrets);
            }
            // What makes it a build comes last: without the secrets it must never be read.
            disk.replace(directory.resolve(Loading.FACTS), Json.line(facts), true);
            builds.put(key, build);
        } catch (IOException e) {
            keys.remove(facts.identity(), key);
            throw e;
        }
        try {
            new Links(disk).refresh(build);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The log of " + facts.name() + " cannot be held yet; tried again");
        }
        return build;
    }

    /**
     * The build's name or place has changed. To be told again after a start, for all builds that are still there: it holds
     * at once, but may not have reached the disk.
     */
    public void renamed(String key, BuildFacts facts) throws IOException {
        SpooledBuild build = builds.get(key);
        if (build != null && !facts.equals(build.facts())) {
            keys.remove(build.facts().identity(), key);
            build.facts(facts);
            keys.put(facts.identity(), key);
            disk.replace(build.directory().resolve(Loading.FACTS), Json.line(facts), true);
        }
    }

    /** A node of the build begins: known at once, on disk only with {@link #step}. Writes nothing. */
    public void learn(String key, StepFacts step) {
        SpooledBuild build = builds.get(key);
        if (build != null) {
            build.learn(step);
        }
    }

    /** A node of the build begins. To be called before it prints, or its first lines lack its fields. */
    public void step(String key, StepFacts step) throws IOException {
        SpooledBuild build = builds.get(key);
        if (build != null) {
            build.learn(step);
            disk.append(build.directory().resolve("steps"), Json.line(step));
        }
    }

    /**
     * Values that must not be shipped: hidden at once, but after a crash only with {@link #hide}. Writes nothing.
     *
     * @return whether there was one that was not hidden before
     */
    public boolean conceal(String key, Set<String> secrets) {
        SpooledBuild build = builds.get(key);
        boolean news = build != null && !build.secrets().containsAll(secrets);
        if (news) {
            build.hide(secrets);
        }
        return news;
    }

    /** Values that must not be shipped. To be called before they can be printed; they lie sealed on disk when it returns. */
    public void hide(String key, Set<String> secrets) throws IOException {
        SpooledBuild build = builds.get(key);
        if (build != null && !secrets.isEmpty()) {
            hide(build, secrets);
        }
    }

    private void hide(SpooledBuild build, Set<String> secrets) throws IOException {
        // In memory first: what cannot be written is at least hidden until the next crash.
        build.hide(secrets);
        byte[] sealed = Json.line(List.of(
                sealer.seal(new String(Json.line(secrets.toArray()), java.nio.charset.StandardCharsets.UTF_8))));
        disk.replace(build.directory().resolve("mask-" + masks.incrementAndGet()), sealed, true);
    }

    /** Nothing more will be written to the build's log. */
    public void ended(String key) throws IOException {
        SpooledBuild build = builds.get(key);
        if (build != null && !build.ended()) {
            new Links(disk).refresh(build);
            disk.replace(build.directory().resolve("ended"), new byte[0], false);
            build.end();
        }
    }

    /** Those that are not shipped or given up yet. */
    public Collection<SpooledBuild> builds() {
        return builds.values();
    }

    public Optional<SpooledBuild> build(String key) {
        return Optional.ofNullable(builds.get(key));
    }

    /** By what {@link BuildFacts#identity()} it was followed under. */
    public Optional<SpooledBuild> find(String identity) {
        return Optional.ofNullable(keys.get(identity)).map(builds::get);
    }

    public GivenUp givenUp() {
        return givenUp;
    }

    /** All targets have it; unless it was gone before it could be held, which counts as given up. */
    void shipped(SpooledBuild build) throws IOException {
        if (!Files.exists(build.files().log())) {
            giveUp(build, "its log was gone before it could be held");
            return;
        }
        disk.deleteDirectory(build.directory(), Loading.FACTS);
        forget(build);
    }

    /** Counted once, and before it goes; {@link Loading} finishes what a crash left. */
    void giveUp(SpooledBuild build, String why) throws IOException {
        build.leave();
        if (!givenUp.key().equals(build.key())) {
            GivenUp next = new GivenUp(
                    givenUp.builds() + 1,
                    givenUp.bytes() + build.length(),
                    clock.millis(),
                    build.key(),
                    build.facts().name() + ": " + why);
            disk.replace(root.resolve("given-up.json"), Json.line(next), true);
            givenUp = next;
        }
        disk.deleteDirectory(build.directory(), Loading.FACTS);
        forget(build);
    }

    private void forget(SpooledBuild build) {
        build.leave();
        builds.remove(build.key());
        keys.remove(build.facts().identity(), build.key());
    }
}
