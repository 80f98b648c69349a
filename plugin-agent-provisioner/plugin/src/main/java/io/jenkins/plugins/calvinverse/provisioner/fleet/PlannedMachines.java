package io.jenkins.plugins.calvinverse.provisioner.fleet;

import hudson.AbortException;
import hudson.model.Label;
import hudson.model.Node;
import hudson.slaves.NodeProvisioner;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity;
import org.jenkinsci.plugins.cloudstats.TrackedItem;

/**
 * Tells core's node provisioner of machines on their way, so that it counts them. They are recorded once each, under
 * the label that asks first, and kept until core has let go of them. Thread-safe.
 */
public final class PlannedMachines {
    private static final long RELEASE_SECONDS = 20;

    private final Map<String, Planned> recorded = new ConcurrentHashMap<>();

    /** What core was not told yet of the machines that serve a label and are on their way. */
    public List<NodeProvisioner.PlannedNode> record(Collection<Machine> machines, Label label) {
        List<NodeProvisioner.PlannedNode> fresh = new ArrayList<>();
        for (Machine machine : machines) {
            Planned planned = new Planned(machine, label);
            if (machine.phase().coming() && recorded.putIfAbsent(machine.name(), planned) == null) {
                fresh.add(planned);
            }
        }
        return fresh;
    }

    void moved(Machine machine, Phase before) {
        Planned planned = recorded.get(machine.name());
        if (planned == null) {
            return;
        }
        if (machine.phase() == Phase.ONLINE) {
            Node node = ImmutableAgent.find(machine.name());
            if (node != null) {
                planned.done.complete(node);
            } else {
                planned.done.completeExceptionally(new AbortException("its agent was removed"));
            }
        } else if (!machine.phase().coming()) {
            planned.done.completeExceptionally(new AbortException(machine.cause()));
        }
        if (!machine.phase().coming()) {
            planned.review();
        }
    }

    /**
     * Makes sure that core does not add the agent again after it is removed: it adds the agents of completed plans when
     * it looks at them, which may be a second later. Blocks for that long.
     *
     * @throws IOException when core does not look; to be tried again
     */
    void release(String machine) throws IOException {
        Planned planned = recorded.get(machine);
        if (planned == null) {
            return;
        }
        planned.done.completeExceptionally(new AbortException("the machine was given up"));
        planned.review();
        try {
            planned.spent.get(RELEASE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the node provisioner still holds the plan of " + machine, e);
        }
        recorded.remove(machine);
    }

    /** Not tracked by cloud-stats itself: the agent is, from before it is added, whether core looks in time or not. */
    private static final class Planned extends NodeProvisioner.PlannedNode implements TrackedItem {
        private final Label label;
        private final CompletableFuture<Node> done;
        private final CompletableFuture<Void> spent = new CompletableFuture<>();

        Planned(Machine machine, Label label) {
            this(machine, label, new CompletableFuture<>());
        }

        private Planned(Machine machine, Label label, CompletableFuture<Node> done) {
            super(machine.name(), done, machine.executors());
            this.label = label;
            this.done = done;
        }

        @Override
        public ProvisioningActivity.Id getId() {
            return null;
        }

        void review() {
            NodeProvisioner provisioner =
                    label == null ? Jenkins.get().unlabeledNodeProvisioner : label.nodeProvisioner;
            provisioner.suggestReviewNow();
        }

        @Override
        public void spent() {
            spent.complete(null);
        }
    }
}
