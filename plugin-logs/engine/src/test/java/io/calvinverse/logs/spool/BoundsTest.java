package io.calvinverse.logs.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.logs.simulation.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a target that takes nothing is bounded, and what is given up is counted. */
class BoundsTest {
    private static final Duration AGE = Duration.ofDays(14);

    private static final Sealer SEALER = new Sealer() {
        @Override
        public String seal(String clear) {
            return clear;
        }

        @Override
        public String open(String sealed) {
            return sealed;
        }
    };

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private Spool spool;
    private Upkeep upkeep;

    @BeforeEach
    void start() throws IOException {
        spool = Spool.open(directory.resolve("spool"), new FileDisk(), SEALER, new SecureRandom(), clock);
        upkeep = new Upkeep(spool, new FileDisk(), clock, new Bounds(1_000, AGE), () -> Set.of("silent"), build -> {});
    }

    /** The log of a build of so many bytes, whose directory is deleted when it has ended. */
    private String build(int number, int bytes, boolean ended) throws IOException {
        Path log = Files.createDirectories(directory.resolve("jobs/" + number)).resolve("log");
        Files.writeString(log, "x".repeat(bytes - 1) + "\n");
        String name = "sample#" + number;
        BuildFacts facts =
                new BuildFacts(name, name, clock.millis(), "UTF-8", false, log.toString(), Map.of(), Map.of());
        String key = spool.follow(facts).key();
        clock.pass(1_000);
        upkeep.round();
        if (ended) {
            spool.ended(key);
            Files.delete(log);
        }
        return name;
    }

    private List<String> waiting() {
        return spool.builds().stream()
                .sorted(Comparator.comparing(build -> build.facts().started()))
                .map(build -> build.facts().name())
                .toList();
    }

    @Test
    void theOldestThatHaveEndedGoWhenTheyAreTooMuch() throws IOException {
        build(1, 300, false);
        build(2, 300, true);
        build(3, 300, true);
        upkeep.round();
        assertEquals(List.of("sample#1", "sample#2", "sample#3"), waiting());
        assertEquals(0, spool.givenUp().builds());
        build(4, 300, true);
        upkeep.round();
        assertEquals(List.of("sample#1", "sample#3", "sample#4"), waiting());
        assertEquals(1, spool.givenUp().builds());
        assertEquals(300, spool.givenUp().bytes());
        assertEquals("sample#2: more than 1000 bytes waited", spool.givenUp().last());
        assertEquals(3, directories(), "its link is gone from the disk");
    }

    private long directories() throws IOException {
        try (var all = Files.list(directory.resolve("spool"))) {
            return all.filter(Files::isDirectory).count();
        }
    }

    @Test
    void whatIsTooOldGoesAndTheCountOutlivesARestart() throws IOException {
        build(1, 100, true);
        build(2, 100, false);
        clock.pass(AGE.toMillis());
        build(3, 100, true);
        upkeep.round();
        assertEquals(List.of("sample#2", "sample#3"), waiting());
        assertTrue(
                spool.givenUp().last().startsWith("sample#1: older than"),
                spool.givenUp().last());
        start();
        assertEquals(1, spool.givenUp().builds());
        assertEquals(100, spool.givenUp().bytes());
        assertEquals(List.of("sample#2", "sample#3"), waiting());
    }
}
