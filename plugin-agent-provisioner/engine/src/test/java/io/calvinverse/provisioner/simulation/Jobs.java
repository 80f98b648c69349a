package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.loop.Workload;
import io.calvinverse.provisioner.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A controller's queue and its running builds. */
final class Jobs implements Workload {
    /** Pipelines give up that long after the controller's start. */
    private static final long RESUME = 300_000;

    private final World world;
    private final Site site;
    private final List<Build> waiting = new ArrayList<>();
    private final List<Build> later = new ArrayList<>();
    int submitted;

    Jobs(World world, Site site) {
        this.world = world;
        this.site = site;
    }

    @Override
    public List<Demand> observe() {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        waiting.forEach(build -> counts.merge(build.label, 1, Integer::sum));
        List<Demand> demand = new ArrayList<>();
        counts.forEach((label, count) -> {
            List<String> templates = templates(label);
            if (!templates.isEmpty()) {
                demand.add(new Demand("l" + label, templates, count));
            }
        });
        meanwhile();
        return demand;
    }

    private List<String> templates(int label) {
        List<String> names = new ArrayList<>();
        for (String name : world.plan.labels.get(label)) {
            if (site.spec.template(name).isPresent()) {
                names.add(name);
            }
        }
        return names;
    }

    int waiting() {
        return waiting.size();
    }

    void submit(Build build) {
        submitted++;
        waiting.add(build);
        schedule();
        site.wake();
    }

    /** Comes at its time, unless {@link #meanwhile} brings it before. */
    void submitLater(Build build, long millis) {
        later.add(build);
        world.time.after(millis, () -> {
            if (later.remove(build)) {
                submit(build);
            }
        });
    }

    /** Other threads do not wait for the end of a round: here a build may come and start in the middle of one. */
    void meanwhile() {
        if (site.run != null && site.run.reconciler != null && !later.isEmpty() && world.dice.chance(0.03)) {
            submit(later.remove(world.dice.between(0, later.size() - 1)));
        }
    }

    void cancel() {
        if (!waiting.isEmpty()) {
            waiting.remove(world.dice.between(0, waiting.size() - 1));
        }
    }

    /** Nobody can serve these any more. */
    void cancelHopeless() {
        waiting.removeIf(build -> templates(build.label).isEmpty());
    }

    /** Gives what waits to the agents that may take it, as the controller's queue does. */
    void schedule() {
        if (site.run == null || waiting.isEmpty()) {
            return;
        }
        List<Node> nodes = site.yard.nodes();
        nodes.removeIf(node -> !node.online || !node.accepting);
        if (nodes.isEmpty()) {
            return;
        }
        for (Build build : List.copyOf(waiting)) {
            for (Node node : nodes) {
                if (takes(node, build)) {
                    begin(build, node);
                    break;
                }
            }
        }
    }

    private boolean takes(Node node, Build build) {
        int busy = node.busy();
        if (busy >= node.executors || !world.plan.labels.get(build.label).contains(node.template)) {
            return false;
        }
        Machine machine = site.run.reconciler.current(node.name);
        if (machine == null) {
            return false;
        }
        boolean resuming = machine.running() > busy;
        int begun = machine.uses() - machine.running() + busy;
        return machine.accepts(site.run.now()) && !resuming && (machine.maxUses() == 0 || begun < machine.maxUses());
    }

    private void begin(Build build, Node node) {
        waiting.remove(build);
        build.node = node;
        build.touched = false;
        node.builds.add(build);
        world.trace(() -> site + " a build of l" + build.label + " goes to " + node.name);
        int life = ++build.life;
        site.run.reconciler.accepted(node.name).thenRun(() -> {
            if (build.life == life && !build.ended && !site.falling()) {
                build.touched = true;
                node.served++;
                world.check(
                        node.maxUses == 0 || node.served <= node.maxUses,
                        () -> node.name + " served " + node.served + " of " + node.maxUses);
                finishLater(build);
            }
        });
        site.wake();
    }

    private void finishLater(Build build) {
        int life = build.life;
        world.time.after(build.takes, () -> {
            if (build.life != life || build.ended) {
                return;
            }
            if (build.node.online) {
                end(build);
                report(build.node);
                schedule();
            } else {
                finishLater(build);
            }
        });
    }

    private void end(Build build) {
        build.ended = true;
        build.node.builds.remove(build);
    }

    private void report(Node node) {
        if (site.run != null) {
            site.run.reconciler.completed(node.name);
            site.wake();
        }
    }

    void abort(Node node) {
        for (Build build : List.copyOf(node.builds)) {
            boolean running = !build.suspended;
            end(build);
            if (running) {
                report(node);
            }
        }
    }

    void disconnected(Node node) {
        for (Build build : List.copyOf(node.builds)) {
            if (!build.durable && !build.suspended) {
                end(build);
                report(node);
            }
        }
    }

    void connected(Node node) {
        for (Build build : node.builds) {
            if (build.suspended) {
                int life = build.life;
                world.time.after(world.dice.millis(100, 60_000), () -> {
                    if (build.life == life && build.suspended && !build.ended && node.online) {
                        resume(build);
                    }
                });
            }
        }
        schedule();
    }

    private void resume(Build build) {
        build.suspended = false;
        world.trace(() -> site + " a build resumes on " + build.node.name);
        Machine machine = site.run.reconciler.current(build.node.name);
        if (machine != null && machine.running() == 0) {
            site.run.reconciler.accepted(build.node.name);
        }
        finishLater(build);
    }

    void down() {
        for (Node node : site.yard.nodes()) {
            for (Build build : List.copyOf(node.builds)) {
                build.life++;
                if (!build.touched) {
                    node.builds.remove(build);
                    waiting.add(build);
                } else if (build.durable) {
                    build.suspended = true;
                } else {
                    end(build);
                }
            }
        }
    }

    void up() {
        for (Node node : site.yard.nodes()) {
            for (Build build : node.builds) {
                int life = build.life;
                world.time.after(RESUME, () -> {
                    if (build.life == life && build.suspended && !build.ended) {
                        end(build);
                    }
                });
            }
        }
    }
}
