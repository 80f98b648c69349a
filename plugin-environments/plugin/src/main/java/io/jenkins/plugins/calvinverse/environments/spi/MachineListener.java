package io.jenkins.plugins.calvinverse.environments.spi;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Is told that a look at {@link MachineIdentities} may show something new. What it does must not take long. */
public interface MachineListener extends ExtensionPoint {

    /** Some machine of the environment is in another state, in Consul or with its identity. May come for nothing. */
    void machinesChanged(String environment);

    /** Tells all; what one of them throws does not keep the news from the others. */
    static void tell(String environment) {
        for (MachineListener each : ExtensionList.lookup(MachineListener.class)) {
            try {
                each.machinesChanged(environment);
            } catch (RuntimeException e) {
                Logger.getLogger(MachineListener.class.getName())
                        .log(Level.WARNING, e, () -> each.getClass() + " failed");
            }
        }
    }
}
