package io.jenkins.plugins.calvinverse.provisioner.agent;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import hudson.model.TaskListener;
import hudson.slaves.ComputerLauncher;
import hudson.slaves.JNLPLauncher;
import hudson.slaves.SlaveComputer;

/** The machine calls; nothing is launched from here. Core lets only agents with an inbound launcher connect. */
public class MachineLauncher extends JNLPLauncher {

    MachineLauncher() {
        setWebSocket(true);
    }

    @Override
    public void afterDisconnect(SlaveComputer computer, TaskListener listener) {
        if (computer instanceof ImmutableAgentComputer ours) {
            ours.changed();
        }
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<ComputerLauncher> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.MachineLauncher_DisplayName();
        }
    }

    /** Nobody chooses it in a form. */
    @Extension
    public static final class Hidden extends DescriptorVisibilityFilter {
        @Override
        public boolean filter(Object context, @NonNull Descriptor descriptor) {
            return !(descriptor instanceof DescriptorImpl) && !(descriptor instanceof FleetRetention.DescriptorImpl);
        }
    }
}
