package io.calvinverse.artefacts.maven;

import io.calvinverse.artefacts.artefact.Coordinates;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The build of a snapshot that one publication makes: all its files carry one timestamp and number. Thread-safe. */
final class SnapshotBuild {
    private final Gav gav;
    private final SnapshotList before;
    private final String timestamp;
    private final Map<String, String> files = new ConcurrentHashMap<>();

    SnapshotBuild(Gav gav, SnapshotList before, String timestamp) {
        this.gav = gav;
        this.before = before;
        this.timestamp = timestamp;
    }

    SnapshotList before() {
        return before;
    }

    int number() {
        return before.build() + 1;
    }

    String timestamp() {
        return timestamp;
    }

    /** {@code 1.0-20260102.030405-6}. */
    String version() {
        return gav.version().replaceFirst("SNAPSHOT$", timestamp + "-" + number());
    }

    void stored(Coordinates coordinates) {
        files.put(SnapshotList.key(coordinates), version());
    }

    /** What this publication stored. */
    Map<String, String> files() {
        return Map.copyOf(files);
    }

    /** The version a file has: this build's if it stored it, else that of the one before; empty if there is none. */
    String version(Coordinates coordinates) {
        String own = files.get(SnapshotList.key(coordinates));
        return own != null ? own : before.version(coordinates);
    }
}
