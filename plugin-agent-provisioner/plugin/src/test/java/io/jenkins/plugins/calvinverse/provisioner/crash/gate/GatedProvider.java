package io.jenkins.plugins.calvinverse.provisioner.crash.gate;

import io.calvinverse.provisioner.provider.Provider;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import io.jenkins.plugins.calvinverse.provisioner.provider.ProcessAgentProvider;
import java.nio.file.Path;
import java.util.Map;

/** The process provider with gates before and after its calls. Not registered, so that no form offers it. */
public final class GatedProvider extends AgentProvider {
    private final String root;
    private final String gates;
    private final String java;

    /** @param java what machines run with, null for the controller's own */
    public GatedProvider(String root, String gates, String java) {
        this.root = root;
        this.gates = gates;
        this.java = java;
    }

    private ProcessAgentProvider process() {
        ProcessAgentProvider process = new ProcessAgentProvider();
        process.setRoot(root);
        process.setJava(java);
        return process;
    }

    @Override
    public Provider provider() {
        return new GatedMachines(process().provider(), new Gates(Path.of(gates)));
    }

    @Override
    public String remoteFs(String machine) {
        return process().remoteFs(machine);
    }

    @Override
    public String checkSettings(Map<String, String> settings) {
        return process().checkSettings(settings);
    }
}
