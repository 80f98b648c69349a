package io.jenkins.plugins.calvinverse.provisioner.queue;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Label;
import hudson.model.LoadStatistics;
import hudson.slaves.Cloud;
import hudson.slaves.CloudProvisioningListener;
import hudson.slaves.NodeProvisioner;
import hudson.slaves.NodeProvisioner.PlannedNode;
import hudson.slaves.NodeProvisioner.StrategyDecision;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * Records the machines that the fleets have on their way, so that core counts them and orders nothing more. It creates
 * nothing itself. Memory only: it runs with the label's provisioning lock held.
 */
@Extension(ordinal = 200)
public class PlannedLaunches extends NodeProvisioner.Strategy {
    @NonNull
    @Override
    public StrategyDecision apply(@NonNull NodeProvisioner.StrategyState state) {
        Label label = state.getLabel();
        boolean ours = false;
        for (ImmutableAgentsCloud cloud : Fleets.clouds()) {
            if (cloud.serves(label)) {
                ours = true;
                Fleets.get().find(cloud.name).ifPresent(fleet -> record(cloud, fleet, state));
            }
        }
        return ours && (covered(state) || onlyOurs(label))
                ? StrategyDecision.PROVISIONING_COMPLETED
                : StrategyDecision.CONSULT_REMAINING_STRATEGIES;
    }

    private static void record(ImmutableAgentsCloud cloud, Fleet fleet, NodeProvisioner.StrategyState state) {
        Label label = state.getLabel();
        FleetView view = fleet.view();
        Set<String> templates = cloud.getTemplates().stream()
                .filter(t -> t.serves(label))
                .map(AgentTemplate::getName)
                .collect(Collectors.toSet());
        List<Machine> coming = view.machines().values().stream()
                .filter(m -> m.phase().coming() && templates.contains(m.template()))
                .toList();
        List<PlannedNode> fresh = fleet.planned().record(coming, label);
        if (!fresh.isEmpty()) {
            CloudProvisioningListener.all().forEach(listener -> listener.onStarted(cloud, label, fresh));
            state.recordPendingLaunches(fresh);
        }
    }

    private static boolean covered(NodeProvisioner.StrategyState state) {
        LoadStatistics.LoadStatisticsSnapshot snapshot = state.getSnapshot();
        int capacity = snapshot.getAvailableExecutors()
                + snapshot.getConnectingExecutors()
                + state.getPlannedCapacitySnapshot()
                + state.getAdditionalPlannedCapacity();
        return capacity >= snapshot.getQueueLength();
    }

    private static boolean onlyOurs(Label label) {
        for (Cloud cloud : Jenkins.get().clouds) {
            if (!(cloud instanceof ImmutableAgentsCloud) && cloud.canProvision(new Cloud.CloudState(label, 0))) {
                return false;
            }
        }
        return true;
    }
}
