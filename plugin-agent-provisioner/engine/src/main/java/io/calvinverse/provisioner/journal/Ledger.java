package io.calvinverse.provisioner.journal;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machines that exist according to the events so far. Not thread-safe: it belongs to the loop. */
public final class Ledger {
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private Instant latest = Instant.EPOCH;

    /** Takes in one event. Events about machines that are gone change nothing. */
    public void apply(Event event) {
        if (event instanceof Event.Known known) {
            see(known.state().since());
        } else if (event instanceof Event.Moved moved) {
            see(moved.at());
        }
        Machine after = after(machines.get(event.machine()), event);
        if (after == null) {
            machines.remove(event.machine());
        } else {
            machines.put(event.machine(), after);
        }
    }

    /** What an event makes of a machine; null before it is known and after it went. */
    public static Machine after(Machine before, Event event) {
        if (event instanceof Event.Known known) {
            return known.state();
        } else if (before == null || event instanceof Event.Moved moved && moved.phase() == Phase.GONE) {
            return null;
        } else if (event instanceof Event.Moved moved) {
            return before.mayMove(moved.phase())
                    ? before.moved(moved.phase(), moved.at(), moved.failed(), moved.cause())
                    : before;
        } else if (event instanceof Event.Counted counted) {
            return before.counted(counted.uses(), counted.running());
        }
        return before;
    }

    private void see(Instant at) {
        latest = at.isAfter(latest) ? at : latest;
    }

    /** By name, oldest first; a view. */
    public Map<String, Machine> machines() {
        return Collections.unmodifiableMap(machines);
    }

    /** The latest time that occurs in the events: engine time never falls behind it, whatever the wall clock says. */
    public Instant latest() {
        return latest;
    }
}
