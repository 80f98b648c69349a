package io.calvinverse.provisioner.journal;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Instant;

/** A fact about a machine that must survive a crash. */
public sealed interface Event {

    /** Name of the machine. */
    String machine();

    /** The machine is known from now on, with everything that is known of it. */
    record Known(Machine state) implements Event {
        @Override
        public String machine() {
            return state.name();
        }
    }

    /** The machine entered a phase; {@link Phase#GONE} ends its record. */
    record Moved(String machine, Phase phase, Instant at, boolean failed, String cause) implements Event {}

    /** The machine accepted {@code uses} builds in all, {@code running} of which did not end. */
    record Counted(String machine, int uses, int running) implements Event {}
}
