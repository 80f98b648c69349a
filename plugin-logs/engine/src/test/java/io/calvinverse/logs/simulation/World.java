package io.calvinverse.logs.simulation;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.calvinverse.logs.enrich.LineRecords;
import io.calvinverse.logs.enrich.Rules;
import io.calvinverse.logs.ship.ShipLimits;
import io.calvinverse.logs.ship.Shipper;
import io.calvinverse.logs.spool.Bounds;
import io.calvinverse.logs.spool.Sealer;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.Upkeep;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A controller with builds, a spool and a broker, on a file system in memory; everything that happens is drawn. */
final class World implements AutoCloseable {
    private static final Sealer SEALER = new Sealer() {
        @Override
        public String seal(String clear) {
            return new StringBuilder(clear).reverse().toString();
        }

        @Override
        public String open(String sealed) {
            return seal(sealed);
        }
    };

    private final Dice dice;
    private final HandClock clock = new HandClock();
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path jobs = files.getPath("/jobs");
    private final Path root = files.getPath("/spool");
    private final List<SampleBuild> builds = new ArrayList<>();
    private final FarEnd farEnd = new FarEnd();
    private final FrailTarget broker;
    private final FrailDisk disk;
    private final ShipLimits limits;
    final List<String> story = new ArrayList<>();
    private Spool spool;
    private Upkeep upkeep;
    private Shipper shipper;

    World(long seed) {
        dice = new Dice(seed);
        broker = new FrailTarget(farEnd, dice);
        disk = new FrailDisk(dice, !dice.oneIn(4));
        limits = new ShipLimits(
                200 + dice.below(2_000), 1 + dice.below(20), 5_000, 1 + dice.below(8), dice.below(3) * 200L);
    }

    void play(int steps) throws IOException {
        Files.createDirectories(jobs);
        boot();
        for (int i = 0; i < steps; i++) {
            try {
                happen();
            } catch (Crash e) {
                restart();
            }
        }
        heal();
    }

    private void boot() {
        try {
            spool = Spool.open(root, disk, SEALER, dice.random(), clock);
            upkeep = new Upkeep(
                    spool,
                    disk,
                    clock,
                    new Bounds(Long.MAX_VALUE, Duration.ofDays(9_999)),
                    () -> Set.of("broker"),
                    build -> {});
            shipper = new Shipper(
                    spool, broker, limits, build -> new LineRecords(build, Rules.PLAIN, clock), clock, () -> {});
            for (SampleBuild build : builds) {
                if (build.running || build.key == null) {
                    build.follow(spool);
                } else {
                    spool.renamed(build.key, build.facts());
                    tellEnd(build);
                }
            }
        } catch (IOException e) {
            // The disk is full: nothing runs until it is not.
            disk.full(false);
            boot();
        } catch (Crash e) {
            boot();
        }
    }

    private void restart() {
        story.add("crash");
        disk.survive();
        broker.forsaken();
        builds.forEach(build -> build.log.crash());
        boot();
    }

    private void happen() throws IOException {
        clock.pass(dice.below(400));
        switch (dice.below(24)) {
            case 0 -> begin();
            case 1 -> end();
            case 2 -> broker.die();
            case 3, 4 -> broker.revive();
            case 5 -> broker.block(dice.oneIn(2));
            case 6 -> broker.refuse();
            case 7 -> disk.crashWithin(12);
            case 8 -> throw new Crash();
            case 9 -> disk.full(dice.oneIn(3));
            case 10 -> move();
            case 11 -> upkeep.round();
            case 12, 13, 14, 15 -> broker.arrive();
            case 16, 17, 18 -> broker.confirm();
            case 19, 20 -> shipper.round();
            default -> builds.stream().filter(build -> build.running).toList().forEach(this::print);
        }
    }

    private void print(SampleBuild build) {
        try {
            build.print(dice);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        if (builds.size() == 4) {
            return;
        }
        SampleBuild build = new SampleBuild(jobs, builds.size(), !dice.oneIn(3), clock.millis());
        build.log.open();
        builds.add(build);
        story.add("begin " + build.identity);
        tryOn(() -> build.follow(spool));
    }

    /** The log is closed first; then the plugin is told, unless the controller dies before. */
    private void end() throws IOException {
        if (!builds.isEmpty()) {
            SampleBuild build = dice.of(builds);
            story.add("end " + build.identity);
            build.log.flush();
            build.running = false;
            tellEnd(build);
            if (build.endTold && dice.oneIn(2)) {
                build.deleted = true;
                build.log.delete();
            }
        }
    }

    private void tellEnd(SampleBuild build) {
        if (build.key != null && !build.endTold) {
            tryOn(() -> {
                spool.ended(build.key);
                build.endTold = true;
            });
        }
    }

    private void move() throws IOException {
        if (!builds.isEmpty()) {
            SampleBuild build = dice.of(builds);
            if (!build.deleted) {
                story.add("move " + build.identity);
                build.log.move(jobs.resolve("moved-" + builds.indexOf(build) + "-" + story.size()));
                tryOn(() -> spool.renamed(build.key == null ? "" : build.key, build.facts()));
            }
        }
    }

    private interface Doing {
        void run() throws IOException;
    }

    private void tryOn(Doing doing) {
        try {
            doing.run();
        } catch (IOException e) {
            story.add(e.getMessage());
        }
    }

    /** All faults end: then everything must arrive in a few rounds. */
    private void heal() throws IOException {
        story.add("all is well again");
        disk.survive();
        disk.full(false);
        broker.block(false);
        broker.revive();
        for (SampleBuild build : builds) {
            build.log.flush();
            if (build.running || build.key == null) {
                build.follow(spool);
            }
            build.running = false;
            tellEnd(build);
        }
        for (int i = 0; i < 100 && !spool.builds().isEmpty(); i++) {
            clock.pass(500);
            upkeep.round();
            shipper.round();
            broker.drain();
        }
    }

    List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>(farEnd.faults());
        for (SampleBuild build : builds) {
            List<FarEnd.Arrival> arrived = farEnd.of(build.identity);
            List<String> texts = arrived.stream().map(FarEnd.Arrival::text).toList();
            if (!texts.equals(build.expected())) {
                faults.add(build.identity + " printed " + build.expected() + " but there arrived " + arrived);
            }
        }
        try (Stream<Path> left = Files.list(root)) {
            // A directory without facts is what a full disk left of following a build; the next start removes it.
            left.filter(path -> Files.exists(path.resolve("facts.json")))
                    .forEach(path -> faults.add("left in the spool: " + path + " "
                            + spool.builds().stream()
                                    .map(b -> b.facts().name() + " ended " + b.ended())
                                    .toList() + shipper.status()));
        }
        return faults;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
