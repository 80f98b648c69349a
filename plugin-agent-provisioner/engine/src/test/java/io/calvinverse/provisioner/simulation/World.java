package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One simulated world: controllers, places, trouble for a while, then peace in which everything has to come right. */
final class World {
    private static final long PEACE = 40 * 60_000L;
    private static final long PEACE_PER_BUILD = 6 * 60_000L;
    /** Until then what was commanded last has become visible. */
    private static final long COMMANDS = 60_000;

    private static final long QUIET = 180_000;
    private static final Owner STRANGER = new Owner("stranger", "fleet");

    final Dice dice;
    final Timeline time = new Timeline();
    final Plan plan;
    final List<Place> places = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    final Datacenter datacenter = new Datacenter(this);
    private final List<String> trace;
    private Faults faults;
    private final boolean crashing;
    private final boolean reloading;
    private boolean troubled = true;
    private AssertionError failure;

    /**
     * @param directory for real journals, null for journals in memory
     * @param trace takes what happens, null when nobody wants to know
     */
    World(long seed, Path directory, List<String> trace) {
        this.dice = new Dice(seed);
        this.trace = trace;
        this.plan = new Plan(dice);
        this.faults = Faults.of(dice);
        this.crashing = faults.crashes() > 0;
        this.reloading = faults.reloads() > 0;
        for (int i = 0; i < plan.places; i++) {
            Place place = new Place("p" + i, time);
            place.make("foreign-" + i, STRANGER, "t0", false);
            place.make("foreign-too-" + i, new Owner("c0", "other"), "t0", false);
            places.add(place);
        }
        for (int i = 0; i < plan.sites; i++) {
            Path files = directory == null ? null : directory.resolve("site" + i);
            sites.add(new Site(this, new Owner("c" + i, "fleet"), new Disk(this, files)));
        }
    }

    /** The faults that may happen now. */
    Faults faults() {
        return faults;
    }

    /** Whether the configuration changes in this world. */
    boolean reloading() {
        return reloading;
    }

    boolean troubled() {
        return troubled;
    }

    void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            fail(otherwise.get(), null);
        }
    }

    void fail(String what, Throwable cause) {
        if (failure == null) {
            failure = new AssertionError("after " + time.now() + " ms: " + what, cause);
            trace(() -> "FAILURE " + what);
        }
    }

    void trace(Supplier<String> what) {
        if (trace != null) {
            trace.add(time.now() + " " + what.get());
        }
    }

    void run() {
        trace(() -> faults.toString());
        boolean calm = faults == Faults.NONE;
        datacenter.trouble(plan.trouble);
        for (Site site : sites) {
            trace(() -> site.spec + " " + plan.labels);
            site.start();
            submit(site);
            if (!calm) {
                trouble(site);
            }
        }
        proceed(plan.trouble, false);
        faults = Faults.NONE;
        troubled = false;
        datacenter.peace();
        sites.forEach(site -> pacify(site, calm));
        proceed(time.now() + PEACE + plan.items * PEACE_PER_BUILD, true);
        for (Site site : sites) {
            Supplier<String> unsettled = site.witness.unsettled();
            check(unsettled == null, () -> site + " does not settle: " + unsettled.get());
        }
        quiet(calm);
        places.forEach(place -> check(
                place.of(STRANGER).count() == 1
                        && place.of(new Owner("c0", "other")).count() == 1,
                () -> "a foreign machine is gone"));
        if (failure != null) {
            throw failure;
        }
    }

    private void proceed(long until, boolean untilSettled) {
        long commands = time.now() + COMMANDS;
        while (failure == null && time.step(until)) {
            if (untilSettled && time.now() > commands && settled()) {
                return;
            }
        }
    }

    private boolean settled() {
        for (Site site : sites) {
            if (site.witness.unsettled() != null) {
                return false;
            }
        }
        return true;
    }

    private void submit(Site site) {
        boolean burst = dice.chance(0.4);
        for (int i = 0; i < plan.items; i++) {
            long at = burst ? dice.pick(List.of(0L, plan.trouble / 2)) : dice.between(0, (int) plan.trouble);
            Build build =
                    new Build(dice.between(0, plan.labels.size() - 1), dice.millis(100, 120_000), dice.chance(0.7));
            site.jobs.submitLater(build, at);
        }
    }

    private void trouble(Site site) {
        if (dice.chance(0.5)) {
            time.after(dice.between(0, (int) plan.trouble), site.jobs::cancel);
        }
        if (dice.chance(faults.crashes() * 50)) {
            time.after(dice.between(0, (int) plan.trouble), () -> {
                if (site.run != null) {
                    try {
                        site.crashNow();
                    } catch (Crash crash) {
                        site.fall();
                    }
                }
            });
        }
        if (dice.chance(faults.reloads())) {
            int times = dice.between(1, 4);
            for (int i = 0; i < times; i++) {
                time.after(dice.between(0, (int) plan.trouble), () -> site.configure(plan.edited(site.spec, dice)));
            }
        }
        if (dice.chance(faults.administrator())) {
            Administrator administrator = new Administrator(this, site);
            int times = dice.between(1, 6);
            for (int i = 0; i < times; i++) {
                time.after(dice.between(0, (int) plan.trouble), administrator::act);
            }
        }
    }

    /** Everybody behaves from now on; what nobody can serve any more is cancelled. */
    private void pacify(Site site, boolean calm) {
        trace(() -> "peace");
        FleetSpec base = plan.spec(site.owner);
        if (crashing) {
            // A machine that the journal never knew or lost can be found only while a template names its provider.
            site.configure(base);
        } else if (!calm && dice.chance(0.3)) {
            site.configure(dice.chance(0.1) ? base.retired() : base);
        }
        site.jobs.cancelHopeless();
        site.yard.nodes().forEach(node -> node.accepting = true);
        site.wake();
    }

    /** In a fleet that is as it should be nothing happens, but for leases that end. */
    private void quiet(boolean calm) {
        if (failure != null) {
            return;
        }
        int before = launches();
        boolean leases = sites.stream()
                .anyMatch(s -> s.spec.templates().stream()
                                .anyMatch(t -> t.spare() > 0 && t.lease().toHours() < 1)
                        || s.run != null && s.run.leasesEnd(QUIET));
        proceed(time.now() + QUIET, false);
        check(leases || launches() == before, () -> "machines are launched though nothing waits");
        for (Site site : sites) {
            Witness witness = site.witness;
            int spare = site.spec.templates().stream().mapToInt(t -> t.spare()).sum();
            // Where a machine serves several labels, the queue may give it to another build than it was ordered for.
            int enough = plan.overlapping() ? 1 + site.jobs.submitted * 3 / 2 : site.jobs.submitted;
            check(
                    !calm || leases || witness.launches - witness.spares <= enough,
                    () -> witness.launches - witness.spares + " machines for " + site.jobs.submitted + " builds");
            check(
                    !calm || leases || witness.spares <= site.jobs.submitted + 2 * spare,
                    () -> witness.spares + " spare machines for " + site.jobs.submitted + " builds");
        }
    }

    private int launches() {
        return sites.stream().mapToInt(s -> s.witness.launches).sum();
    }
}
