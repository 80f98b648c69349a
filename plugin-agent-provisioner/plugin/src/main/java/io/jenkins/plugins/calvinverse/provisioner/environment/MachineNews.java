package io.jenkins.plugins.calvinverse.provisioner.environment;

import hudson.Extension;
import io.jenkins.plugins.calvinverse.environments.spi.MachineListener;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;

/** Wakes the fleets with machines in an environment in which some machine is in another state. */
@Extension(optional = true)
public class MachineNews implements MachineListener {
    @Override
    public void machinesChanged(String environment) {
        for (Fleet fleet : Fleets.get().all()) {
            boolean concerned = fleet.view().machines().values().stream()
                    .anyMatch(machine -> machine.environment().equals(environment));
            if (concerned) {
                fleet.wake();
            }
        }
    }
}
