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
        if (agent == null) {
            return next().createSlave(name, nodeDescription, remoteFS, numExecutors, mode, labelString, nodeProperties);
        }
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        if (request == null || !MachineCredential.registers(request)) {
            throw refuse("The name " + name + " belongs to a machine, and this request does not prove to be from it");
        }
        if (connected(agent)) {
            HalfOpenLink.suspect((SlaveComputer) agent.toComputer());
            throw refuse("The agent " + name + " is connected; if its connection is dead, it is closed soon");
        }
        return agent;
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
