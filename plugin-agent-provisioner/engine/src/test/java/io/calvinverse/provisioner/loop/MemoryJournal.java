package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.journal.Event;
import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.journal.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A journal without a disk, which can be full nevertheless. */
final class MemoryJournal implements Journal {
    final Ledger ledger = new Ledger();
    final List<List<Event>> commits = new ArrayList<>();
    boolean full;
    boolean closed;
    boolean repaired;
    String damage = "";

    @Override
    public Ledger replay() {
        return ledger;
    }

    @Override
    public void append(List<Event> events) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        commits.add(List.copyOf(events));
        events.forEach(ledger::apply);
    }

    @Override
    public String damage() {
        return damage;
    }

    @Override
    public void repaired() {
        repaired = true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
