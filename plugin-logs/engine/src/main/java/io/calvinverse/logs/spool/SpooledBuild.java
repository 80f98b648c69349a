package io.calvinverse.logs.spool;

import io.calvinverse.logs.tail.LogPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A build whose log has not reached all targets yet. Its key is made when its log begins and stays, however the build's job
 * is called later. Read by the shippers' threads; changed through the {@link Spool} alone.
 */
public final class SpooledBuild {
    private static final Logger LOGGER = Logger.getLogger(SpooledBuild.class.getName());

    private final String key;
    private final Path directory;
    private final Disk disk;
    private final Map<String, StepFacts> steps = new ConcurrentHashMap<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private volatile Sightings sightings;
    private volatile BuildFacts facts;
    private volatile boolean ended;
    private volatile boolean gone;
    private volatile long length;
    private final AtomicInteger secretsVersion = new AtomicInteger();
    private volatile String held;

    SpooledBuild(String key, Path directory, Disk disk, BuildFacts facts, Sightings sightings) {
        this.key = key;
        this.directory = directory;
        this.disk = disk;
        this.facts = facts;
        this.sightings = sightings;
    }

    public String key() {
        return key;
    }

    public BuildFacts facts() {
        return facts;
    }

    /** The second names (or copies) of the log and its index. */
    public LogPair files() {
        return new LogPair(directory.resolve("log"), directory.resolve("log-index"), facts.indexed());
    }

    /** Whether nothing more will be written. */
    public boolean ended() {
        return ended;
    }

    /** Whether it has been given up or shipped: nobody need look after it any more. */
    public boolean gone() {
        return gone;
    }

    /** Bytes of the log when it was last looked at. */
    public long length() {
        return length;
    }

    public Sightings sightings() {
        return sightings;
    }

    /** What is known of a node, or null. */
    public StepFacts step(String node) {
        return steps.get(node);
    }

    /** Values never to be shipped. */
    public Set<String> secrets() {
        return new HashSet<>(secrets);
    }

    /** Changes whenever {@link #secrets()} does. */
    public int secretsVersion() {
        return secretsVersion.get();
    }

    /** Why nothing of it may be shipped, or null. */
    public String held() {
        return held;
    }

    /** What a target has confirmed. A cursor that cannot be read counts as none: lines come again, with the same ids. */
    public Cursor cursor(String target) {
        try {
            return Json.read(cursorFile(target), Cursor.class);
        } catch (NoSuchFileException e) {
            return Cursor.START;
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The log of " + facts.name() + " is shipped to " + target
                            + " from its beginning: how far it was cannot be read");
            return Cursor.START;
        }
    }

    /** Notes what a target has confirmed; by that target's thread. */
    public void confirmed(String target, Cursor cursor) throws IOException {
        if (gone) {
            return;
        }
        disk.replace(cursorFile(target), Json.line(cursor), false);
        if (cursor.complete()) {
            completed.add(target);
        }
    }

    boolean completeFor(Set<String> targets) {
        return completed.containsAll(targets);
    }

    void loadCompleted(Set<String> targets) {
        for (String target : targets) {
            if (Files.exists(cursorFile(target)) && cursor(target).complete()) {
                completed.add(target);
            }
        }
    }

    private Path cursorFile(String target) {
        return directory.resolve(target + ".cursor");
    }

    Path directory() {
        return directory;
    }

    void facts(BuildFacts newer) {
        facts = newer;
    }

    void learn(StepFacts step) {
        steps.put(step.node(), step);
    }

    void hide(Set<String> more) {
        secrets.addAll(more);
        secretsVersion.incrementAndGet();
    }

    void hold(String why) {
        held = why;
    }

    void end() {
        ended = true;
    }

    void leave() {
        gone = true;
    }

    void saw(long bytes, long now) {
        if (bytes < length) {
            sightings = new Sightings(0);
        }
        length = bytes;
        sightings.saw(bytes, now);
    }
}
