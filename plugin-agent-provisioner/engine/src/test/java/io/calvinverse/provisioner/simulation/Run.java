package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.loop.Ports;
import io.calvinverse.provisioner.loop.Reconciler;
import io.calvinverse.provisioner.loop.SteadyClock;
import io.calvinverse.provisioner.machine.MachineNames;
import io.calvinverse.provisioner.provider.Provider;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One life of a controller's process, from its start to its crash. */
final class Run implements Executor {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final long DEBOUNCE = 20;

    final Reconciler reconciler;
    private final World world;
    private final Site site;
    private final SteadyClock clock;
    boolean dead;
    private boolean woken;

    Run(World world, Site site, long wallOffset) throws IOException {
        this.world = world;
        this.site = site;
        Journal journal = site.disk.open(site);
        Instant wall = BEGINNING.plusMillis(world.time.now() + wallOffset);
        clock = new SteadyClock(
                () -> wall, () -> world.time.now() * 1_000_000, journal.replay().latest());
        Map<String, Provider> providers = new HashMap<>();
        world.places.forEach(place -> providers.put(place.id, new Access(world, place, site, this)));
        Ports ports = new Ports(
                clock,
                this,
                this,
                new MachineNames(world.dice.fork()),
                site.yard,
                world.datacenter,
                site.jobs,
                providers::get,
                site.witness);
        site.witness.restarted(journal);
        reconciler = new Reconciler(site.spec, journal, ports, world.plan.pace());
    }

    /** Whether the lease of a machine ends that soon; a former configuration may have made it short. */
    boolean leasesEnd(long millis) {
        Instant end = now().plusMillis(millis);
        return reconciler.view().machines().values().stream()
                .anyMatch(machine -> machine.leaseEnd().isBefore(end));
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable task) {
        if (world.dice.chance(world.faults().rejected())) {
            throw new RejectedExecutionException("busy");
        }
        site.crashPoint();
        world.time.after(world.dice.millis(1, world.dice.chance(0.9) ? 500 : 20_000), () -> guard(task));
    }

    void tick() {
        guard(this::round);
        if (!dead) {
            world.time.after(world.troubled() ? world.plan.tick : 10_000, this::tick);
        }
    }

    void wake() {
        if (!woken) {
            woken = true;
            world.time.after(DEBOUNCE, () -> guard(this::round));
        }
    }

    private void round() {
        woken = false;
        reconciler.round();
        site.jobs.schedule();
    }

    private void guard(Runnable what) {
        if (dead) {
            return;
        }
        try {
            what.run();
        } catch (Crash crash) {
            // The site notes it.
        } catch (RuntimeException e) {
            world.fail("the engine threw", e);
        } finally {
            site.fall();
        }
    }
}
