package io.jenkins.plugins.calvinverse.provisioner.environment;

import io.calvinverse.provisioner.fleet.Membership;
import io.calvinverse.provisioner.loop.Environments;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import java.time.Duration;

/** A fleet's environments, whether or not the plugin they come from is installed. */
public final class MachineEnvironments implements Environments {

    @Override
    public Membership observe(Machine machine, Instance listed) {
        return EnvironmentSource.find()
                .map(source -> source.observe(machine, listed))
                .orElseGet(() -> new Membership(
                        Membership.State.NONE, Messages.MachineEnvironments_NoPlugin(machine.environment()), "", true));
    }

    @Override
    public Bootstrap introduce(Machine machine, Duration boot, Bootstrap bootstrap)
            throws ProviderException, InterruptedException {
        EnvironmentSource source = EnvironmentSource.find().orElse(null);
        String problem = problem(source, machine.environment());
        if (problem != null) {
            throw new ProviderException(Kind.REFUSED, "machine " + machine.name() + " cannot be made: " + problem);
        }
        return source.introduce(machine, boot, bootstrap);
    }

    /** Why no machine could be made for an environment, or null. Memory only. */
    public static String problem(String environment) {
        return problem(EnvironmentSource.find().orElse(null), environment);
    }

    private static String problem(EnvironmentSource source, String environment) {
        return source == null ? Messages.MachineEnvironments_NoPlugin(environment) : source.problem(environment);
    }
}
