package io.jenkins.plugins.calvinverse.provisioner.agent;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Descriptor;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.TaskListener;
import hudson.model.queue.CauseOfBlockage;
import hudson.slaves.AbstractCloudComputer;
import hudson.slaves.AbstractCloudSlave;
import io.calvinverse.provisioner.machine.Machine;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity;
import org.jenkinsci.plugins.cloudstats.TrackedItem;
import org.jenkinsci.plugins.durabletask.executors.ContinuedTask;
import org.kohsuke.stapler.StaplerRequest2;

/** The agent of one machine. It is saved, so that Pipelines resume on it; it never changes after it was made. */
public class ImmutableAgent extends AbstractCloudSlave implements TrackedItem {
    private static final long serialVersionUID = 1L;
    private static final CauseOfBlockage OFFLINE = CauseOfBlockage.fromMessage(Messages._ImmutableAgent_Offline());

    private final String cloud;
    private final String template;
    private final String digest;
    private final ProvisioningActivity.Id id;

    /** Everything but the name comes from the template. */
    public ImmutableAgent(String name, String cloud, AgentTemplate template, AgentProvider provider)
            throws Descriptor.FormException, IOException {
        super(name, remoteFs(name, template, provider), new MachineLauncher());
        this.cloud = cloud;
        this.template = template.getName();
        this.digest = template.digest();
        this.id = new ProvisioningActivity.Id(cloud, template.getName(), name);
        setNodeDescription(Messages.ImmutableAgent_Description(template.getName(), template.getImage()));
        setNumExecutors(template.getExecutors());
        setMode(template.getMode());
        setLabelString(template.getLabels());
        setRetentionStrategy(new FleetRetention());
        setNodeProperties(template.getNodeProperties());
    }

    private static String remoteFs(String name, AgentTemplate template, AgentProvider provider) {
        return template.getRemoteFs() == null ? provider.remoteFs(name) : template.getRemoteFs();
    }

    /** The agents of a cloud. */
    public static List<ImmutableAgent> of(String cloud) {
        return Jenkins.get().getNodes().stream()
                .flatMap(n -> n instanceof ImmutableAgent a && a.cloud.equals(cloud) ? Stream.of(a) : Stream.empty())
                .toList();
    }

    /** The agent of that name if it is one of ours, or null. */
    public static ImmutableAgent find(String name) {
        return Jenkins.get().getNode(name) instanceof ImmutableAgent agent ? agent : null;
    }

    /** Name of the cloud; the cloud may be gone. */
    public String getCloud() {
        return cloud;
    }

    /** Name of the template; the template may be gone. */
    public String getTemplate() {
        return template;
    }

    /** {@link AgentTemplate#digest} of the template it was made from. */
    public String getDigest() {
        return digest;
    }

    @NonNull
    @Override
    public ProvisioningActivity.Id getId() {
        return id;
    }

    /** The fleet it belongs to, if that runs. */
    public Optional<Fleet> fleet() {
        return Fleets.get().find(cloud);
    }

    @Override
    public AbstractCloudComputer<ImmutableAgent> createComputer() {
        return new ImmutableAgentComputer(this);
    }

    /**
     * Refuses what the machine may not take any more; a build that goes on after a restart it must take. The queue asks
     * every agent for every item with its lock held, and does so before it looks whether the agent is online at all: a
     * thousand booting agents must answer at once.
     */
    @Override
    public CauseOfBlockage canTake(Queue.BuildableItem item) {
        Computer connected = toComputer();
        if (connected == null || connected.getChannel() == null) {
            return OFFLINE;
        }
        CauseOfBlockage other = super.canTake(item);
        if (other != null || item.task instanceof ContinuedTask continued && continued.isContinued()) {
            return other;
        }
        return fleet().filter(this::takes).isEmpty()
                ? CauseOfBlockage.fromMessage(Messages._ImmutableAgent_TakesNoMore(getNodeName()))
                : null;
    }

    private boolean takes(Fleet fleet) {
        Machine machine = fleet.reconciler().current(getNodeName());
        if (machine == null || fleet.view().cordoned().containsKey(getNodeName())) {
            return false;
        }
        Computer computer = toComputer();
        int busy = computer == null ? 0 : computer.countBusy();
        boolean resuming = machine.running() > busy;
        int begun = machine.uses() - machine.running() + busy;
        return machine.accepts(fleet.view().at()) && !resuming && (machine.maxUses() == 0 || begun < machine.maxUses());
    }

    @Override
    public Node reconfigure(@NonNull StaplerRequest2 req, JSONObject form) {
        return this;
    }

    @Override
    protected void _terminate(TaskListener listener) {
        fleet().ifPresent(f -> {
            f.reconciler().destroy(getNodeName(), "its agent was terminated");
            f.wake();
        });
    }

    @Extension
    public static final class DescriptorImpl extends SlaveDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ImmutableAgent_DisplayName();
        }

        @Override
        public boolean isInstantiable() {
            return false;
        }
    }
}
