package io.jenkins.plugins.calvinverse.environments.identity;

import io.calvinverse.environments.machines.Machines;
import io.calvinverse.environments.machines.Sighting;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.spi.MachineRegistration;
import io.jenkins.plugins.calvinverse.environments.spi.MachineRegistration.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How Consul sees machines. Memory only; the first question of an environment begins to watch them. */
public final class Registrations {
    private Registrations() {}

    /** Whether the environment has a Consul. */
    public static boolean any(String environment) {
        return EnvironmentsConfiguration.get()
                .named(environment)
                .filter(each -> each.getConsul() != null)
                .isPresent();
    }

    public static MachineRegistration of(String environment, String address, String name) {
        Optional<Machines> machines = EnvironmentsConfiguration.get()
                .named(environment)
                .flatMap(each -> Connections.get().of(each).machines());
        return machines.map(all -> registration(all.at(address, name)))
                .orElseGet(() -> nobody(Messages.Registrations_NoConsul(environment)));
    }

    private static MachineRegistration registration(Sighting seen) {
        return new MachineRegistration(
                State.valueOf(seen.state().name()),
                seen.node(),
                seen.since(),
                seen.asOf(),
                seen.trouble(),
                seen.rivals());
    }

    private static MachineRegistration nobody(String trouble) {
        return new MachineRegistration(State.UNCERTAIN, "", Instant.EPOCH, Instant.EPOCH, trouble, List.of());
    }
}
