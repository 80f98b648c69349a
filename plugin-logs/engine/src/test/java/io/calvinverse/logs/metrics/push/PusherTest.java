package io.calvinverse.logs.metrics.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.calvinverse.logs.metrics.Point;
import io.calvinverse.logs.metrics.Tags;
import io.calvinverse.logs.ship.Retry;
import io.calvinverse.logs.simulation.HandClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PusherTest {

    /** A server that is away, busy, full or picky as the dice have it, and the process that dies between any two steps. */
    private static final class Story implements Wire {
        final SplittableRandom random;
        final HandClock clock = new HandClock();
        final Path directory;
        final long most;
        final Set<Long> arrived = new HashSet<>();
        final Set<Long> refused = new HashSet<>();
        Pusher pusher;
        int trouble = 3;
        long lostBefore;

        Story(long seed, Path directory, long most) throws IOException {
            this.random = new SplittableRandom(seed);
            this.directory = directory;
            this.most = most;
            start();
        }

        void start() throws IOException {
            Retry retry = new Retry(clock, random, Duration.ofSeconds(1), Duration.ofSeconds(30));
            pusher = new Pusher(this, directory, most, retry);
        }

        @Override
        public Verdict send(byte[] lines) {
            List<Long> numbers = numbers(lines);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> {
                    if (random.nextInt(3) < trouble) {
                        if (random.nextBoolean()) {
                            // Taken, and the answer lost.
                            arrived.addAll(numbers);
                        }
                        return new Verdict(Verdict.Fate.AGAIN, "away");
                    }
                }
                case 3 -> {
                    if (trouble > 0) {
                        if (numbers.size() == 1) {
                            refused.addAll(numbers);
                        }
                        return new Verdict(Verdict.Fate.TOO_LARGE, "too large");
                    }
                }
                case 4 -> {
                    if (trouble > 0) {
                        refused.addAll(numbers);
                        return new Verdict(Verdict.Fate.REFUSED, "conflict");
                    }
                }
                default -> {
                    // Taken.
                }
            }
            arrived.addAll(numbers);
            return Verdict.TAKEN;
        }

        private static List<Long> numbers(byte[] lines) {
            String text = new String(lines, StandardCharsets.UTF_8);
            assertTrue(text.endsWith("\n"), "half a line was sent: " + text);
            return text.lines()
                    .map(line -> Long.parseLong(line.replaceFirst("m,pad=x+ n=(\\d+)i .*", "$1")))
                    .toList();
        }

        /** Dies; perhaps while it wrote. Points that were not yet on disk die with it. */
        void crash() throws IOException {
            lostBefore += pusher.status().lost();
            if (random.nextBoolean()) {
                try (Stream<Path> files = Files.list(directory)) {
                    List<Path> all = files.sorted().toList();
                    if (!all.isEmpty()) {
                        Files.writeString(all.get(all.size() - 1), "m,pad=x n=99", StandardOpenOption.APPEND);
                    }
                }
            }
            start();
        }
    }

    private static Point point(long number, int size) {
        return Point.of("m", Tags.of("pad", "x".repeat(size)), Map.of("n", number), number);
    }

    @Test
    void whatWasOnDiskArrivesOrIsCounted() throws Exception {
        for (long seed = 0; seed < 30; seed++) {
            try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix())) {
                Story story = new Story(seed, disk.getPath("/push"), 1L << 30);
                Set<Long> kept = play(story);
                Set<Long> missing = new HashSet<>(kept);
                missing.removeAll(story.arrived);
                missing.removeAll(story.refused);
                assertEquals(Set.of(), missing, "seed " + seed);
                assertEquals(0, story.pusher.status().waitingBytes(), "seed " + seed);
                assertEquals("", story.pusher.status().trouble(), "seed " + seed);
                assertEquals(0, story.lostBefore + story.pusher.status().lost(), "seed " + seed);
            }
        }
    }

    private static Set<Long> play(Story story) throws Exception {
        Set<Long> kept = new HashSet<>();
        Set<Long> inMemory = new HashSet<>();
        long number = 0;
        for (int step = 0; step < 60; step++) {
            for (int i = story.random.nextInt(60); i > 0; i--) {
                story.pusher.offer(point(++number, 1 + story.random.nextInt(2_000)));
                inMemory.add(number);
            }
            if (story.random.nextInt(8) == 0) {
                story.crash();
                inMemory.clear();
            }
            story.pusher.tick();
            kept.addAll(inMemory);
            inMemory.clear();
            story.clock.pass(story.random.nextInt(3_000));
        }
        story.trouble = 0;
        do {
            story.clock.pass(31_000);
        } while (story.pusher.tick());
        return kept;
    }

    @Test
    void theOldestGoWhenThereIsNoRoomAndAreCounted() throws Exception {
        try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix())) {
            Story story = new Story(1, disk.getPath("/push"), 3 * Segment.LARGEST);
            long offered = 2_000;
            for (long number = 1; number <= offered; number++) {
                story.pusher.offer(point(number, 1_000));
                if (number % 500 == 0) {
                    story.pusher.save();
                }
            }
            story.trouble = 0;
            do {
                story.clock.pass(31_000);
            } while (story.pusher.tick());
            long lost = story.pusher.status().lost();
            assertTrue(lost > 1_000, "lost " + lost);
            assertEquals(offered, lost + story.arrived.size());
            assertTrue(story.arrived.contains(offered), "the newest arrived");
        }
    }

    @Test
    void aFloodBetweenTwoTicksIsCounted() throws Exception {
        try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix())) {
            Story story = new Story(1, disk.getPath("/push"), 1L << 30);
            for (int i = 0; i < Pusher.IN_MEMORY + 7; i++) {
                story.pusher.offer(point(i, 1));
            }
            assertEquals(7, story.pusher.status().lost());
        }
    }

    @Test
    void aDiskThatCannotBeWrittenIsSaidAndNothingGoes() throws Exception {
        try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setMaxSize(400_000)
                .setBlockSize(4_096)
                .build())) {
            Story story = new Story(4, disk.getPath("/push"), 1L << 30);
            story.trouble = 0;
            for (long number = 1; number <= 1_000; number++) {
                story.pusher.offer(point(number, 1_000));
            }
            story.pusher.tick();
            assertTrue(story.pusher.status().trouble().startsWith("metrics cannot be kept on disk"), "said");
            for (int i = 0; i < 100; i++) {
                story.clock.pass(31_000);
                story.pusher.tick();
            }
            assertEquals("", story.pusher.status().trouble());
            assertEquals(1_000, story.arrived.size());
        }
    }
}
