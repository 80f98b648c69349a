package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.machine.Machine;
import java.util.List;

/** Does what one may do by hand. */
final class Administrator {
    private final World world;
    private final Site site;

    Administrator(World world, Site site) {
        this.world = world;
        this.site = site;
    }

    void act() {
        List<Machine> machines = List.copyOf(site.witness.known().values());
        if (site.run == null || machines.isEmpty()) {
            return;
        }
        String name = world.dice.pick(machines).name();
        Node node = site.yard.nodes().stream()
                .filter(n -> n.name.equals(name))
                .findFirst()
                .orElse(null);
        switch (world.dice.between(0, 5)) {
            case 0 -> {
                world.trace(() -> "administrator destroys " + name);
                site.yard.doomed.add(name);
                site.run.reconciler.destroy(name, "administrator");
            }
            case 1 -> {
                world.trace(() -> "administrator drains " + name);
                site.run.reconciler.drain(name, "administrator");
            }
            case 2 -> {
                if (node != null) {
                    world.trace(() -> "administrator removes " + name);
                    site.yard.remove(node);
                }
            }
            case 3 -> site.run.reconciler.launch("t0", "administrator");
            case 4 -> {
                site.witness.forgive();
                site.run.reconciler.retry("t0");
            }
            default -> {
                if (node != null) {
                    world.trace(() -> "administrator takes " + name + " offline");
                    node.accepting = false;
                }
            }
        }
        site.wake();
    }
}
