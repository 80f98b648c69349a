package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.Membership;
import io.calvinverse.provisioner.fleet.Membership.State;
import io.calvinverse.provisioner.loop.Environments;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The environment of a world: who is registered there, what was given to whom. It survives controllers. */
final class Datacenter implements Environments {
    static final String NAME = "e";

    private final World world;
    private final Map<String, Box> registered = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    /** Machines that hold something that must end with them. */
    private final Set<String> given = new HashSet<>();

    private final Set<String> ending = new HashSet<>();
    private long awayUntil;

    Datacenter(World world) {
        this.world = world;
    }

    /** It does not answer, again and again, while there is trouble. */
    void trouble(long until) {
        if (world.dice.chance(world.faults().outages())) {
            world.time.after(world.dice.millis(0, until), () -> {
                awayUntil = world.time.now() + world.dice.millis(10_000, 600_000);
                world.trace(() -> "the environment is away until " + awayUntil);
            });
        }
    }

    void peace() {
        awayUntil = 0;
        lost.clear();
    }

    void boots(Box box) {
        world.time.after(world.dice.millis(2_000, 50_000), () -> {
            if (box.runs(world.time.now())) {
                registered.put(box.name, box);
                if (world.dice.chance(world.faults().vanishes())) {
                    world.time.after(world.dice.millis(1_000, 600_000), () -> vanish(box));
                }
            }
        });
    }

    private void vanish(Box box) {
        if (world.troubled()) {
            lost.add(box.name);
            world.trace(() -> "the environment loses " + box.name);
            world.time.after(world.dice.millis(1_000, 400_000), () -> lost.remove(box.name));
        }
    }

    /** Whether it would say that it has the machine. */
    boolean has(String machine) {
        Box box = registered.get(machine);
        return box != null && box.runs(world.time.now()) && !lost.contains(machine);
    }

    /** Whether anything of a machine is left. */
    boolean holds(String machine) {
        return given.contains(machine);
    }

    @Override
    public Membership observe(Machine machine, Instance listed) {
        String name = machine.name();
        boolean ends = machine.phase() == Phase.TERMINATING;
        if (ends && given.contains(name) && ending.add(name)) {
            world.time.after(world.dice.millis(10, 60_000), () -> {
                given.remove(name);
                ending.remove(name);
            });
        } else if (!ends && listed != null) {
            given.add(name);
        }
        return new Membership(state(name), "", "", ends && !given.contains(name));
    }

    private State state(String name) {
        if (world.time.now() < awayUntil) {
            return State.UNCERTAIN;
        } else if (has(name)) {
            return State.REGISTERED;
        }
        return registered.containsKey(name) ? State.LOST : State.ABSENT;
    }

    @Override
    public Bootstrap introduce(Machine machine, Duration boot, Bootstrap bootstrap) throws ProviderException {
        if (world.dice.chance(world.faults().sealed())) {
            throw new ProviderException(world.dice.chance(0.5) ? Kind.UNAVAILABLE : Kind.REFUSED, "Vault is sealed");
        }
        return bootstrap;
    }
}
