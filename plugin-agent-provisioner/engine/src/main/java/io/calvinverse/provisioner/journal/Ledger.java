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
            machines.put(known.machine(), known.state());
            see(known.state().since());
        } else if (event instanceof Event.Moved moved) {
            see(moved.at());
            machines.computeIfPresent(
                    moved.machine(), (name, machine) -> moved.phase() == Phase.GONE ? null : move(machine, moved));
        } else if (event instanceof Event.Counted counted) {
            machines.computeIfPresent(
                    counted.machine(), (name, machine) -> machine.counted(counted.uses(), counted.running()));
        }
    }

    private static Machine move(Machine machine, Event.Moved moved) {
        return machine.mayMove(moved.phase())
                ? machine.moved(moved.phase(), moved.at(), moved.failed(), moved.cause())
                : machine;
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
