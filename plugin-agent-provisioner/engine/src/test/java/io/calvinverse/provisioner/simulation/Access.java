package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A place as one run of one controller reaches it: with faults and delays. */
final class Access implements Provider {
    private static final long LONGEST_LAG = 9_900;

    private final World world;
    private final Place place;
    private final Site site;
    private final Run run;
    private final Set<String> condemned = new HashSet<>();

    Access(World world, Place place, Site site, Run run) {
        this.world = world;
        this.place = place;
        this.site = site;
        this.run = run;
    }

    @Override
    public String id() {
        return place.id;
    }

    @Override
    public void create(Order order) throws ProviderException {
        world.check(!condemned.contains(order.name()), () -> order.name() + " created after it was destroyed");
        world.check(order.owner().equals(site.owner), () -> order.name() + " made for " + order.owner());
        Faults faults = world.faults();
        boolean late = wait(faults.slow());
        fail(faults.refused(), Kind.REFUSED, "image missing");
        fail(faults.exhausted(), Kind.EXHAUSTED, "quota");
        fail(faults.unavailable(), Kind.UNAVAILABLE, "timeout");
        if (world.dice.chance(faults.hang())) {
            if (world.dice.chance(0.3)) {
                world.time.after(world.dice.millis(0, 300_000), () -> make(order, true));
            } else if (world.dice.chance(0.5)) {
                make(order, late);
            }
            throw new Hang();
        }
        make(order, late);
        wait(faults.slow() / 2);
        fail(faults.lost(), Kind.UNAVAILABLE, "no answer");
    }

    private void make(Order order, boolean late) {
        Box box = place.make(order.name(), order.owner(), order.template(), late);
        world.trace(() -> site + " " + place.id + " makes " + order.name() + (box == null ? " again" : ""));
        if (box != null) {
            site.boots(box);
        }
    }

    @Override
    public List<Instance> list() throws ProviderException {
        Faults faults = world.faults();
        fail(faults.unavailable(), Kind.UNAVAILABLE, "timeout");
        hang(faults.hang());
        List<Instance> instances = place.listed(world.dice.chance(0.5) ? 0 : world.dice.millis(0, LONGEST_LAG));
        wait(faults.slow());
        return instances;
    }

    @Override
    public void destroy(String name) throws ProviderException {
        condemned.add(name);
        Faults faults = world.faults();
        wait(faults.slow());
        Box box = place.find(name);
        world.check(box == null || box.owner.equals(site.owner), () -> name + " is foreign and was destroyed");
        fail(faults.refused(), Kind.REFUSED, "no right");
        fail(faults.unavailable(), Kind.UNAVAILABLE, "timeout");
        boolean hangs = world.dice.chance(faults.hang());
        boolean forgotten = world.dice.chance(faults.lost() / 4) || hangs && world.dice.chance(0.5);
        if (box != null && !forgotten) {
            world.trace(() -> site + " " + place.id + " removes " + name);
            site.breaks(box);
            place.remove(box, world.dice.millis(0, 20_000));
        }
        if (hangs) {
            throw new Hang();
        }
        fail(faults.lost(), Kind.UNAVAILABLE, "no answer");
    }

    @Override
    public String console(String name, int limit) throws ProviderException {
        Faults faults = world.faults();
        hang(faults.hang());
        fail(faults.unavailable(), Kind.UNAVAILABLE, "timeout");
        if (world.dice.chance(faults.lost())) {
            throw new IllegalStateException("a defect in the provider");
        }
        return "login:";
    }

    @Override
    public Probe probe() {
        return new Probe(true, "simulated");
    }

    /** Takes a long time, sometimes; whether the caller has given up by then. */
    private boolean wait(double probability) {
        if (!world.dice.chance(probability) || site.disk.real()) {
            return false;
        }
        long began = world.time.now();
        world.time.block(world.dice.millis(100, 90_000));
        if (run.dead && world.dice.chance(0.5)) {
            throw new Hang();
        }
        return run.dead || world.time.now() - began >= world.plan.pace().call().toMillis();
    }

    private void hang(double probability) {
        if (world.dice.chance(probability)) {
            throw new Hang();
        }
    }

    private void fail(double probability, Kind kind, String text) throws ProviderException {
        if (world.dice.chance(probability)) {
            throw new ProviderException(kind, text);
        }
    }
}
