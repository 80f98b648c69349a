package io.jenkins.plugins.calvinverse.provisioner.fleet;

import hudson.model.Queue;
import hudson.model.TaskListener;
import io.calvinverse.provisioner.fleet.Shortage;
import io.calvinverse.provisioner.loop.FleetView;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Says in the logs of waiting Pipelines why no machine comes, once per reason. */
final class BuildLogs {
    private static final Logger LOGGER = Logger.getLogger(BuildLogs.class.getName());

    private final String fleet;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Map<Long, String> said = new HashMap<>();

    BuildLogs(String fleet) {
        this.fleet = fleet;
    }

    /** Returns at once; the writing is done elsewhere, and skipped while the last one is still under way. */
    void published(FleetView view) {
        if ((!view.shortages().isEmpty() || !said.isEmpty()) && busy.compareAndSet(false, true)) {
            Timer.get().submit(() -> {
                try {
                    say(view);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void say(FleetView view) {
        Map<String, String> reasons =
                view.shortages().stream().collect(Collectors.toMap(Shortage::label, Shortage::cause, (a, b) -> a));
        Map<Long, String> now = new HashMap<>();
        for (Queue.BuildableItem item : Queue.getInstance().getBuildableItems()) {
            String reason = reasons.get(QueueWorkload.name(item.getAssignedLabel()));
            if (reason != null && !item.isPending() && ours(item)) {
                now.put(item.getId(), reason);
                if (!reason.equals(said.get(item.getId()))) {
                    print(item, "No agent for '" + QueueWorkload.name(item.getAssignedLabel()) + "' yet: " + reason);
                }
            }
        }
        said.clear();
        said.putAll(now);
    }

    private boolean ours(Queue.BuildableItem item) {
        return Fleets.clouds().stream()
                .filter(c -> c.name.equals(fleet))
                .anyMatch((ImmutableAgentsCloud c) -> c.serves(item.getAssignedLabel()));
    }

    private static void print(Queue.BuildableItem item, String text) {
        Queue.Executable build = item.task.getOwnerExecutable();
        if (build instanceof FlowExecutionOwner.Executable pipeline) {
            FlowExecutionOwner owner = pipeline.asFlowExecutionOwner();
            if (owner != null) {
                try {
                    TaskListener listener = owner.getListener();
                    listener.getLogger().println("[immutable agents] " + text);
                } catch (IOException e) {
                    LOGGER.log(Level.FINE, e, () -> "The log of " + build + " cannot be written");
                }
            }
        }
    }
}
