package io.jenkins.plugins.calvinverse.provisioner.queue;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import hudson.slaves.Cloud;
import io.calvinverse.provisioner.fleet.Breaker;
import io.calvinverse.provisioner.loop.FleetView;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * Says on the queue item why it waits while every template that could serve it is paused. A blocked item is offered to
 * no other agent and no other cloud, so it blocks only when there is none. Called with the queue locked: memory only.
 */
@Extension
public class PausedTemplates extends QueueTaskDispatcher {
    @Override
    public CauseOfBlockage canRun(Queue.Item item) {
        Label label = item.getAssignedLabel();
        List<String> reasons = new ArrayList<>();
        boolean paused = false;
        for (Cloud cloud : Jenkins.get().clouds) {
            if (cloud instanceof ImmutableAgentsCloud ours) {
                if (ours.serves(label)) {
                    FleetView view =
                            Fleets.get().find(ours.name).map(f -> f.view()).orElse(null);
                    if (view == null || !paused(ours, label, view, reasons)) {
                        return null;
                    }
                    paused = true;
                }
            } else if (cloud.canProvision(new Cloud.CloudState(label, 0))) {
                return null;
            }
        }
        return paused && !served(label)
                ? CauseOfBlockage.fromMessage(Messages._PausedTemplates_Waiting(String.join("; ", reasons)))
                : null;
    }

    private static boolean paused(ImmutableAgentsCloud cloud, Label label, FleetView view, List<String> reasons) {
        Instant now = view.at();
        for (AgentTemplate template : cloud.getTemplates()) {
            Breaker breaker = view.breakers().get(template.getName());
            if (template.serves(label)) {
                if (breaker == null || !breaker.open(now) || coming(view, template)) {
                    return false;
                }
                reasons.add(Messages.PausedTemplates_Template(
                        template.getName(), breaker.until().truncatedTo(ChronoUnit.SECONDS), breaker.cause()));
            }
        }
        return true;
    }

    private static boolean coming(FleetView view, AgentTemplate template) {
        return view.machines().values().stream()
                .anyMatch(m ->
                        m.template().equals(template.getName()) && m.phase().serving());
    }

    private static boolean served(Label label) {
        for (Node node : label == null ? Jenkins.get().getNodes() : label.getNodes()) {
            Computer computer = node.toComputer();
            if (computer != null && computer.isOnline()) {
                return true;
            }
        }
        return label == null && Jenkins.get().getNumExecutors() > 0;
    }
}
