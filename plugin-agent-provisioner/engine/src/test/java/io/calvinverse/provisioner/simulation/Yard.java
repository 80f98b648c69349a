package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.loop.Agents;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A controller's agents: issued, connecting, lost, withdrawn. */
final class Yard implements Agents {
    private static final long RETRY = 10_000;

    private final World world;
    private final Site site;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    /** Machines that somebody with the right to do so destroyed or removed. */
    final Set<String> doomed = new HashSet<>();

    Yard(World world, Site site) {
        this.world = world;
        this.site = site;
    }

    /** The agent of that name, or null. */
    Node node(String name) {
        return nodes.get(name);
    }

    List<Node> nodes() {
        return new ArrayList<>(nodes.values());
    }

    @Override
    public Map<String, AgentView> observe() {
        Map<String, AgentView> agents = new HashMap<>();
        nodes.forEach((name, node) -> agents.put(name, new AgentView(node.online, node.accepting, node.busy())));
        site.jobs.meanwhile();
        return agents;
    }

    @Override
    public Bootstrap bootstrap(Machine machine) {
        return new Bootstrap("http://localhost/", machine.name(), "secret");
    }

    @Override
    public void expect(Machine machine) throws IOException {
        site.crashPoint();
        world.check(!withdrawn.contains(machine.name()), () -> machine.name() + " expected after its end");
        if (world.dice.chance(world.faults().diskFull())) {
            throw new IOException("No space left on device");
        }
        nodes.computeIfAbsent(machine.name(), name -> new Node(machine));
        site.crashPoint();
    }

    @Override
    public boolean quiesce(String name) {
        site.crashPoint();
        Node node = nodes.get(name);
        return node == null || node.busy() == 0;
    }

    @Override
    public void withdraw(String name) throws IOException {
        site.crashPoint();
        Node node = nodes.get(name);
        if (node == null) {
            withdrawn.add(name);
            return;
        }
        if (world.dice.chance(world.faults().diskFull())) {
            throw new IOException("No space left on device");
        }
        withdrawn.add(name);
        spare(node);
        remove(node);
        site.crashPoint();
    }

    /** A build dies with its machine only when that broke, or somebody wanted it. */
    private void spare(Node node) {
        Machine machine = site.witness.known(node.name);
        boolean broken = machine != null && machine.failed() && !node.online;
        world.check(
                node.builds.isEmpty() || broken || doomed.contains(node.name),
                () -> "a build is killed with " + machine);
    }

    void remove(Node node) {
        nodes.remove(node.name);
        node.online = false;
        site.jobs.abort(node);
    }

    void boots(Box box) {
        Faults faults = world.faults();
        if (world.dice.chance(faults.stillborn())) {
            return;
        }
        world.time.after(world.dice.millis(5_000, 60_000), () -> connect(box));
        if (world.dice.chance(faults.stops())) {
            world.time.after(world.dice.millis(1_000, 600_000), () -> {
                if (box.runs(world.time.now()) && world.troubled()) {
                    world.trace(() -> box.name + " stops");
                    box.stopped = world.time.now();
                    disconnect(box);
                }
            });
        }
    }

    private void connect(Box box) {
        if (!box.runs(world.time.now())) {
            return;
        }
        Node node = nodes.get(box.name);
        Machine machine = site.run == null ? null : site.run.reconciler.current(box.name);
        boolean given = machine != null && machine.phase() == Phase.TERMINATING;
        if (site.run == null || node == null || node.online || given) {
            world.time.after(RETRY, () -> connect(box));
            return;
        }
        world.trace(() -> site + " " + box.name + " connects");
        node.online = true;
        node.box = box;
        site.jobs.connected(node);
        site.wake();
        if (world.dice.chance(world.faults().disconnects())) {
            world.time.after(world.dice.millis(1_000, 300_000), () -> {
                if (node.online && node.box == box && world.troubled()) {
                    world.trace(() -> site + " " + box.name + " loses its connection");
                    disconnect(box);
                    world.time.after(world.dice.millis(1_000, 400_000), () -> connect(box));
                }
            });
        }
    }

    private void disconnect(Box box) {
        Node node = nodes.get(box.name);
        if (node != null && node.online && node.box == box) {
            node.online = false;
            site.jobs.disconnected(node);
            site.wake();
        }
    }

    /** A machine is removed by its provider. */
    void ends(Box box) {
        Node node = nodes.get(box.name);
        if (node != null) {
            spare(node);
        }
        disconnect(box);
    }

    /** The controller crashed: its agents try to come back. */
    void down() {
        for (Node node : nodes.values()) {
            if (node.online) {
                node.online = false;
                world.time.after(world.dice.millis(1_000, 30_000), () -> connect(node.box));
            }
        }
    }
}
