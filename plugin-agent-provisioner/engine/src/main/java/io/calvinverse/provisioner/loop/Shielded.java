package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps what a listener throws from the loop, which is in the middle of a commit. */
record Shielded(FleetListener listener) implements FleetListener {
    private static final Logger LOGGER = Logger.getLogger(Shielded.class.getName());

    @Override
    public void moved(Machine machine, Phase before, Instant at) {
        run(() -> listener.moved(machine, before, at));
    }

    @Override
    public void console(Machine machine, String text) {
        run(() -> listener.console(machine, text));
    }

    @Override
    public void published(FleetView view) {
        run(() -> listener.published(view));
    }

    private static void run(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "A listener of the fleet failed; the fleet goes on", e);
        }
    }
}
