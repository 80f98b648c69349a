package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Instant;

/** Told what happened to machines, after it was committed, on the loop's thread: must return at once. */
public interface FleetListener {

    /**
     * A machine entered a phase.
     *
     * @param before the phase it was in, null for a machine that is new
     * @param machine as it is now; its phase is {@link Phase#GONE} when it went
     */
    default void moved(Machine machine, Phase before, Instant at) {}

    /** What a machine's console said when it was given up, before it was destroyed. Called on any thread. */
    default void console(Machine machine, String text) {}

    /** A new view of the fleet was published. */
    default void published(FleetView view) {}
}
