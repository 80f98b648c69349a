package io.jenkins.plugins.calvinverse.provisioner.swarm;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Descriptor;
import hudson.model.Node;
import hudson.model.Slave;
import hudson.plugins.swarm.SwarmSlaveFactory;
import hudson.slaves.NodeProperty;
import hudson.slaves.SlaveComputer;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The gate for Swarm clients. A machine of ours gets the agent that waits for it; whoever else asks for its name is
 * refused; all other names go to the next factory.
 */
@Extension(ordinal = 1000)
public class MachineAgentFactory implements SwarmSlaveFactory {
    @Override
    public boolean haveExistingConnection(String name) {
        ImmutableAgent agent = ImmutableAgent.find(name);
        return agent == null ? next().haveExistingConnection(name) : connected(agent);
    }

    @Override
    public Slave createSlave(
            String name,
            String nodeDescription,
            String remoteFS,
            int numExecutors,
            Node.Mode mode,
            String labelString,
            List<? extends NodeProperty<?>> nodeProperties)
            throws IOException, Descriptor.FormException {
        ImmutableAgent agent = ImmutableAgent.find(name);
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        if (agent == null) {
            if (known(name) || request != null && MachineCredential.machine(request) != null) {
                throw refuse("The machine " + name + " is going or gone, and no other agent takes its name");
            }
            return next().createSlave(name, nodeDescription, remoteFS, numExecutors, mode, labelString, nodeProperties);
        }
        if (request == null || !MachineCredential.registers(request)) {
            throw refuse("The name " + name + " belongs to a machine, and this request does not prove to be from it");
        }
        if (agent.toComputer() instanceof SlaveComputer computer && computer.getChannel() != null) {
            HalfOpenLink.suspect(computer);
            throw refuse("The agent " + name + " is connected; if its connection is dead, it is closed soon");
        }
        return agent;
    }

    /** Its agent is withdrawn before the machine is gone. */
    private static boolean known(String name) {
        return Fleets.get().all().stream()
                .anyMatch(fleet -> fleet.view().machines().containsKey(name));
    }

    private static boolean connected(ImmutableAgent agent) {
        Computer computer = agent.toComputer();
        return computer != null && computer.getChannel() != null;
    }

    private static HttpResponses.HttpResponseException refuse(String why) {
        return HttpResponses.errorWithoutStack(HttpServletResponse.SC_CONFLICT, why);
    }

    private SwarmSlaveFactory next() {
        return ExtensionList.lookup(SwarmSlaveFactory.class).stream()
                .filter(f -> f != this)
                .findFirst()
                .orElseThrow(() -> refuse("No factory for Swarm agents is there besides that for machines"));
    }
}
