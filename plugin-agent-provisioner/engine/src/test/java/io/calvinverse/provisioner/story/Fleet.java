package io.calvinverse.provisioner.story;

import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.journal.FileJournal;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.loop.Loop;
import io.calvinverse.provisioner.loop.Pace;
import io.calvinverse.provisioner.loop.Ports;
import io.calvinverse.provisioner.loop.Reconciler;
import io.calvinverse.provisioner.loop.SteadyClock;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.MachineNames;
import io.calvinverse.provisioner.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The engine, wired up as a controller does it. */
final class Fleet implements AutoCloseable {
    private static final Pace PACE = new Pace(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final FileJournal journal;
    private final ExecutorService calls = Executors.newFixedThreadPool(8, Story.daemons("call"));
    private final SteadyClock clock;
    private final Reconciler reconciler;
    private volatile Loop loop;

    /** Goes on where the journal in that directory ends. */
    Fleet(FleetSpec spec, Path directory, Controller controller, Builds builds, Provider provider, Chronicle chronicle)
            throws IOException {
        journal = FileJournal.open(directory);
        clock = new SteadyClock(
                InstantSource.system(), System::nanoTime, journal.replay().latest());
        Ports ports = new Ports(
                clock,
                task -> calls.execute(() -> finish(task)),
                task -> calls.execute(() -> finish(task)),
                new MachineNames(new SecureRandom()),
                controller,
                builds::demand,
                id -> id.equals(provider.id()) ? provider : null,
                chronicle);
        reconciler = new Reconciler(spec, journal, ports, PACE);
        loop = new Loop(reconciler, Story.daemons("loop"));
    }

    /** What a call brought to light is looked at now and not at the next tick. */
    private void finish(Runnable task) {
        task.run();
        if (loop != null) {
            loop.wake();
        }
    }

    SteadyClock clock() {
        return clock;
    }

    FleetView view() {
        return reconciler.view();
    }

    void wake() {
        loop.wake();
    }

    void configure(FleetSpec spec) {
        reconciler.configure(spec);
        wake();
    }

    Machine current(String machine) {
        return reconciler.current(machine);
    }

    void accepted(String machine) {
        reconciler.accepted(machine);
        wake();
    }

    void completed(String machine) {
        reconciler.completed(machine);
        wake();
    }

    /** As a crash leaves it: whatever is under way is cut off, and nothing more gets into the journal. */
    void crash() throws IOException {
        journal.close();
        calls.shutdownNow();
        loop.close();
    }

    /** Afterwards nothing is made or removed any more. */
    @Override
    public void close() throws IOException {
        loop.close();
        calls.shutdownNow();
        try {
            if (!calls.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IOException("a call to the provider does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
