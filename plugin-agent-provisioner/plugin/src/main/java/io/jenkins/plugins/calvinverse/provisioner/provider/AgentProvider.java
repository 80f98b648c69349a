package io.jenkins.plugins.calvinverse.provisioner.provider;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.calvinverse.provisioner.provider.Provider;
import java.util.Map;

/** Where the machines of a cloud run, as configured. A new hypervisor is one subclass and one engine provider. */
public abstract class AgentProvider extends AbstractDescribableImpl<AgentProvider> implements ExtensionPoint {

    /** The engine's provider for this configuration. Cheap, without I/O; may be called often. */
    public abstract Provider provider();

    /**
     * Checks the settings of a template for this provider.
     *
     * @return what is wrong and the way out, or null when nothing is
     */
    public String checkSettings(Map<String, String> settings) {
        return settings.isEmpty() ? null : "this provider has no template settings; remove " + settings.keySet();
    }

    /** Directory on the agent of that machine where builds run, for templates that name none. */
    public abstract String remoteFs(String machine);

    /** Base of the descriptors. */
    public abstract static class AgentProviderDescriptor extends Descriptor<AgentProvider> {}
}
