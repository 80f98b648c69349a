package io.jenkins.plugins.calvinverse.provisioner.fleet;

import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.queue.WorkUnit;
import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.fleet.Shortage;
import io.calvinverse.provisioner.loop.Workload;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;

/** What waits in the queue for a cloud's agents. Reads the queue's published snapshot, without its lock. */
final class QueueWorkload implements Workload {
    /** An item that other agents with free executors do not take within this time needs a machine after all. */
    private static final long TAKEN_WITHIN_MILLIS = 3_000;

    private final String cloud;

    QueueWorkload(String cloud) {
        this.cloud = cloud;
    }

    /** Name of a label in demands and shortages; null stands for builds that ask for none. */
    static String name(Label label) {
        return label == null ? "(any)" : label.getName();
    }

    @Override
    public List<Demand> observe() {
        List<ImmutableAgentsCloud> before = new ArrayList<>();
        for (ImmutableAgentsCloud candidate : Fleets.clouds()) {
            if (candidate.name.equals(cloud)) {
                return observe(candidate, before);
            }
            before.add(candidate);
        }
        return List.of();
    }

    private List<Demand> observe(ImmutableAgentsCloud configured, List<ImmutableAgentsCloud> before) {
        Map<Optional<Label>, Waiting> waiting = new LinkedHashMap<>();
        long now = System.currentTimeMillis();
        List<Queue.BuildableItem> queue = Queue.getInstance().getBuildableItems().stream()
                .filter(item -> !item.isPending())
                .toList();
        // The idle ones before those that were given something: an item taken in between is then seen on neither side.
        for (Queue.BuildableItem item : queue) {
            waiting.computeIfAbsent(label(item), label -> new Waiting(templates(configured, label.orElse(null))))
                    .look(item, now);
        }
        Set<Queue.Item> assigned = queue.isEmpty() ? Set.of() : assigned();
        for (Queue.BuildableItem item : queue) {
            if (!assigned.contains(item)) {
                waiting.get(label(item)).add(fresh(item, now));
            }
        }
        List<Demand> demand = new ArrayList<>();
        waiting.forEach((label, items) -> {
            int left = items.templates.isEmpty() ? 0 : left(label.orElse(null), items, before);
            if (left > 0) {
                demand.add(new Demand(name(label.orElse(null)), items.templates, left));
            }
        });
        return demand;
    }

    private static Optional<Label> label(Queue.BuildableItem item) {
        return Optional.ofNullable(item.getAssignedLabel());
    }

    private static boolean fresh(Queue.BuildableItem item, long now) {
        return now - item.buildableStartMilliseconds < TAKEN_WITHIN_MILLIS;
    }

    private static List<String> templates(ImmutableAgentsCloud configured, Label label) {
        return configured.getTemplates().stream()
                .filter(t -> t.serves(label))
                .map(AgentTemplate::getName)
                .toList();
    }

    /**
     * What executors were given already. The queue gives it to them a moment before it marks it as pending; in that
     * moment the agent is busy and the item seems to wait.
     */
    private static Set<Queue.Item> assigned() {
        Set<Queue.Item> assigned = new HashSet<>();
        for (Computer computer : Jenkins.get().getComputers()) {
            for (Executor executor : computer.getExecutors()) {
                WorkUnit unit = executor.getCurrentWorkUnit();
                if (unit != null) {
                    assigned.add(unit.context.item);
                }
            }
        }
        return assigned;
    }

    /** What remains when other agents take what they can and clouds before this one do their part. */
    private static int left(Label label, Waiting items, List<ImmutableAgentsCloud> before) {
        int left = items.all - Math.min(items.fresh, items.idle);
        for (ImmutableAgentsCloud other : before) {
            if (other.serves(label)) {
                left = Math.min(left, shortage(other, name(label)));
            }
        }
        return left;
    }

    private static int shortage(ImmutableAgentsCloud other, String label) {
        return Fleets.get().find(other.name).stream()
                .flatMap(f -> f.view().shortages().stream())
                .filter(s -> s.label().equals(label))
                .mapToInt(Shortage::items)
                .sum();
    }

    private static int idleElsewhere(Label label) {
        int idle = 0;
        for (Node node : label == null ? Jenkins.get().getNodes() : label.getNodes()) {
            Computer computer = node instanceof ImmutableAgent ? null : node.toComputer();
            boolean takes = label != null || node.getMode() == Node.Mode.NORMAL;
            if (computer != null && takes && computer.isOnline() && computer.isAcceptingTasks()) {
                idle += computer.countIdle();
            }
        }
        return idle;
    }

    /** Items of one label. */
    private static final class Waiting {
        private final List<String> templates;
        private boolean looked;
        private int idle;
        private int all;
        private int fresh;

        Waiting(List<String> templates) {
            this.templates = templates;
        }

        /** Looks for idle executors elsewhere, once, if they may take such an item. */
        void look(Queue.BuildableItem item, long now) {
            if (!looked && !templates.isEmpty() && fresh(item, now)) {
                looked = true;
                idle = idleElsewhere(item.getAssignedLabel());
            }
        }

        void add(boolean isFresh) {
            all++;
            fresh += isFresh ? 1 : 0;
        }
    }
}
