package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import java.io.IOException;

/** One controller: what it has on disk, its agents and builds, and the run of its process if it is up. */
final class Site {
    final Owner owner;
    final Disk disk;
    final Yard yard;
    final Jobs jobs;
    final Witness witness;
    private final World world;
    FleetSpec spec;
    /** Null while the controller is down. */
    Run run;

    private long wallOffset;
    private boolean falling;
    private boolean starting;

    Site(World world, Owner owner, Disk disk) {
        this.world = world;
        this.owner = owner;
        this.disk = disk;
        this.spec = world.plan.spec(owner);
        this.yard = new Yard(world, this);
        this.jobs = new Jobs(world, this);
        this.witness = new Witness(world, this);
    }

    void start() {
        starting = true;
        try {
            run = new Run(world, this, wallOffset);
            world.trace(() -> this + " starts");
        } catch (IOException e) {
            world.fail("the journal cannot be opened", e);
            return;
        } finally {
            starting = false;
        }
        jobs.up();
        run.tick();
    }

    /** Here a crash may matter. */
    void crashPoint() {
        if (!starting && run != null && world.dice.chance(world.faults().crashes())) {
            crashNow();
        }
    }

    void crashNow() {
        falling = true;
        throw new Crash();
    }

    /** It crashed; what Java still does on the way out does not happen. */
    boolean falling() {
        return falling;
    }

    /** Carries out the crash that was noted. */
    void fall() {
        if (!falling) {
            return;
        }
        falling = false;
        if (run == null) {
            return;
        }
        world.trace(() -> this + " crashes");
        run.dead = true;
        run = null;
        yard.down();
        jobs.down();
        try {
            disk.crashed();
        } catch (IOException e) {
            world.fail("the journal cannot be closed", e);
        }
        if (world.dice.chance(0.3)) {
            wallOffset += world.dice.millis(0, 2 * 86_400_000L) * (world.dice.chance(0.7) ? -1 : 1);
        }
        world.time.after(world.dice.millis(1_000, 200_000), this::start);
    }

    void configure(FleetSpec next) {
        spec = next;
        witness.forgive();
        world.trace(() -> this + " is configured: " + next);
        if (run != null) {
            run.reconciler.configure(next);
            run.wake();
        }
    }

    void wake() {
        if (run != null) {
            run.wake();
        }
    }

    /** How likely a start finds the journal damaged. */
    double damages() {
        return world.troubled() && world.faults().crashes() > 0 ? 0.2 : 0;
    }

    void boots(Box box) {
        world.datacenter.boots(box);
        yard.boots(box);
    }

    /** The machine's end, as the provider makes it. */
    void breaks(Box box) {
        yard.ends(box);
    }

    @Override
    public String toString() {
        return owner.controller();
    }
}
