package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.journal.FileJournal;
import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.journal.Ledger;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What survives a crash of a controller: its journal, in memory or in real files. It may be full or torn. */
final class Disk {
    private final World world;
    private final Path directory;
    private List<Event> events = new ArrayList<>();
    private FileJournal open;
    private long fullUntil;
    private String damage = "";

    /** @param directory null for a journal in memory */
    Disk(World world, Path directory) {
        this.world = world;
        this.directory = directory;
    }

    boolean real() {
        return directory != null;
    }

    Journal open(Site site) throws IOException {
        if (real()) {
            open = FileJournal.open(directory);
            return new Handle(site, open.replay(), open.damage());
        }
        if (world.plan.tick == 1_000 && !events.isEmpty() && world.dice.chance(site.damages())) {
            int first = world.dice.between(0, events.size() - 1);
            events.subList(first, Math.min(events.size(), first + world.dice.between(1, 5)))
                    .clear();
            damage = "lines were lost";
            world.trace(() -> site + " loses lines of its journal");
        }
        Ledger ledger = new Ledger();
        events.forEach(ledger::apply);
        if (events.size() > 1_000) {
            events = new ArrayList<>(
                    ledger.machines().values().stream().map(Event.Known::new).toList());
        }
        return new Handle(site, ledger, damage);
    }

    void crashed() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private void full() throws IOException {
        if (world.time.now() >= fullUntil && world.dice.chance(world.faults().diskFull())) {
            fullUntil = world.time.now() + world.dice.millis(0, 120_000);
        }
        if (world.time.now() < fullUntil && world.troubled()) {
            throw new IOException("No space left on device");
        }
    }

    private void store(List<Event> some) throws IOException {
        if (real()) {
            open.append(some);
        } else {
            events.addAll(some);
        }
    }

    /** A crash in the middle of a write leaves the first few lines, and of a file also a part of the next one. */
    private void tear(Site site, List<Event> some) throws IOException {
        if (!world.dice.chance(world.faults().crashes())) {
            return;
        }
        if (real()) {
            Path file = directory.resolve("journal");
            long before = Files.size(file);
            open.append(some);
            long after = Files.size(file);
            if (after > before) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(before + world.dice.between(0, (int) (after - before)));
                }
            }
        } else {
            events.addAll(some.subList(0, world.dice.between(0, some.size())));
        }
        site.crashNow();
    }

    private final class Handle implements Journal {
        private final Site site;
        private final Ledger ledger;
        private final String damage;

        Handle(Site site, Ledger ledger, String damage) {
            this.site = site;
            this.ledger = ledger;
            this.damage = damage;
        }

        @Override
        public Ledger replay() {
            return ledger;
        }

        @Override
        public void append(List<Event> some) throws IOException {
            site.jobs.meanwhile();
            for (Event event : some) {
                if (event instanceof Event.Counted) {
                    world.trace(() -> site + " commits " + event);
                }
            }
            full();
            site.crashPoint();
            tear(site, some);
            store(some);
            if (!real()) {
                some.forEach(ledger::apply);
            }
            site.crashPoint();
        }

        @Override
        public String damage() {
            return damage;
        }

        @Override
        public void repaired() {
            Disk.this.damage = "";
            if (real()) {
                open.repaired();
            }
        }

        @Override
        public void close() throws IOException {
            crashed();
        }
    }
}
