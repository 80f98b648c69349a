package io.jenkins.plugins.calvinverse.provisioner.agent;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.slaves.ComputerListener;

/** Wakes the fleet when one of its agents connects. */
@Extension
public class ConnectionListener extends ComputerListener {
    @Override
    public void onOnline(Computer c, TaskListener listener) {
        if (c instanceof ImmutableAgentComputer ours) {
            ours.changed();
        }
    }
}
