package io.jenkins.plugins.calvinverse.provisioner.fleet;

import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Descriptor.FormException;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.slaves.OfflineCause;
import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.loop.Agents;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.stats.CloudActivities;
import io.jenkins.plugins.calvinverse.provisioner.swarm.MachineCredential;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;

/** A fleet's agents as nodes of this controller. */
final class ControllerAgents implements Agents {
    private static final Logger LOGGER = Logger.getLogger(ControllerAgents.class.getName());
    private static final long DISCONNECT_SECONDS = 5;

    private final String cloud;
    private final PlannedMachines planned;
    private final Failures failures;

    ControllerAgents(String cloud, PlannedMachines planned, Failures failures) {
        this.cloud = cloud;
        this.planned = planned;
        this.failures = failures;
    }

    @Override
    public Map<String, AgentView> observe() {
        Map<String, AgentView> agents = new HashMap<>();
        for (ImmutableAgent agent : ImmutableAgent.of(cloud)) {
            Computer computer = agent.toComputer();
            agents.put(
                    agent.getNodeName(),
                    computer == null
                            ? new AgentView(false, true, 0)
                            : new AgentView(
                                    computer.getChannel() != null,
                                    !computer.isTemporarilyOffline(),
                                    computer.countBusy()));
        }
        return agents;
    }

    @Override
    public Bootstrap bootstrap(Machine machine) throws IOException {
        return new Bootstrap(url(configured()), machine.name(), MachineCredential.password(machine.name()));
    }

    @Override
    public void expect(Machine machine) throws IOException {
        ImmutableAgentsCloud configured = configured();
        AgentTemplate template = configured.getTemplates().stream()
                .filter(t -> t.getName().equals(machine.template()))
                .findFirst()
                .orElseThrow(() -> new IOException("template " + machine.template() + " is no longer configured"));
        String name = machine.name();
        if (Jenkins.get().getNode(name) == null) {
            try {
                add(new ImmutableAgent(name, cloud, template, configured.requireProvider()));
            } catch (FormException e) {
                throw new IOException("the agent " + name + " cannot be configured: " + e.getMessage(), e);
            }
        }
    }

    private void add(ImmutableAgent agent) throws IOException {
        CloudActivities.get().started(agent.getId());
        try {
            Jenkins.get().addNode(agent);
        } catch (IOException | RuntimeException e) {
            CloudActivities.get().ends(agent.getId(), e);
            throw e;
        }
    }

    private ImmutableAgentsCloud configured() throws IOException {
        return Fleets.clouds().stream()
                .filter(c -> c.name.equals(cloud))
                .findFirst()
                .orElseThrow(() -> new IOException("cloud " + cloud + " is no longer configured"));
    }

    private static String url(ImmutableAgentsCloud cloud) throws IOException {
        String url = cloud.getControllerUrl() == null ? Jenkins.get().getRootUrl() : cloud.getControllerUrl();
        if (url == null) {
            throw new IOException("Jenkins does not know its own URL; set it under Manage Jenkins, System");
        }
        return url.endsWith("/") ? url : url + '/';
    }

    @Override
    public boolean quiesce(String name) {
        ImmutableAgent agent = ImmutableAgent.find(name);
        Computer computer = agent == null ? null : agent.toComputer();
        // Under the lock no assignment is half done, and the fleet's view already forbids new ones.
        return computer == null || withLock(() -> computer.countBusy() == 0);
    }

    private static boolean withLock(java.util.function.BooleanSupplier check) {
        boolean[] answer = new boolean[1];
        Queue.runWithLock(() -> answer[0] = check.getAsBoolean());
        return answer[0];
    }

    @Override
    public void withdraw(String name) throws IOException {
        planned.release(name);
        ImmutableAgent agent = ImmutableAgent.find(name);
        if (agent == null || !agent.getCloud().equals(cloud)) {
            return;
        }
        Computer computer = agent.toComputer();
        if (computer != null) {
            disconnect(computer);
        }
        Failures.Failed failed = failures.find(name);
        CloudActivities activities = CloudActivities.get();
        activities.ends(agent.getId(), failed == null ? null : new AbortException(failed.cause()));
        try (CloudActivities.Noting unsaved = activities.noting()) {
            Jenkins.get().removeNode(agent);
        }
        if (computer != null) {
            abort(computer);
        }
    }

    /** Waits a little: Pipeline gives up the builds of a removed agent at once only if that is not connected. */
    private static void disconnect(Computer computer) {
        try {
            computer.disconnect(OfflineCause.create(Messages._ControllerAgents_Withdrawn()))
                    .get(DISCONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.FINE, e, () -> computer.getName() + " did not disconnect in time");
        }
    }

    /** Core leaves builds alone whose agent was removed, and Pipeline sees to its own. */
    private static void abort(Computer computer) {
        for (Executor executor : computer.getExecutors()) {
            if (executor.isBusy() && executor.getAsynchronousExecution() == null) {
                executor.interrupt(Result.ABORTED, new MachineGone(computer.getName()));
            }
        }
    }

    /** Why a build was aborted. */
    public static final class MachineGone extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String machine;

        MachineGone(String machine) {
            this.machine = machine;
        }

        @Override
        public String getShortDescription() {
            return Messages.ControllerAgents_Gone(machine);
        }
    }
}
