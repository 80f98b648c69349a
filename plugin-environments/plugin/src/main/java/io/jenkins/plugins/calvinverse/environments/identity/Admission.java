package io.jenkins.plugins.calvinverse.environments.identity;

import io.calvinverse.environments.handover.Handovers;
import io.calvinverse.environments.handover.Recipient;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.spi.ExpectedMachine;
import io.jenkins.plugins.calvinverse.environments.spi.MachineRegistration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the machines that wait can be given a token: those whose host name is known.
 *
 * @param admitted by name; recorded
 * @param troubles why others are not, by name
 */
record Admission(List<String> admitted, Map<String, String> troubles) {

    static Admission of(String name, Handovers handovers, List<ExpectedMachine> waiting) throws IOException {
        Admission admission = new Admission(new ArrayList<>(), new HashMap<>());
        Environment environment = EnvironmentsConfiguration.get().named(name).orElse(null);
        for (ExpectedMachine machine : waiting) {
            String role = environment == null
                    ? null
                    : Roles.of(environment, machine.template(), machine.role()).orElse(null);
            if (role == null) {
                admission.troubles.put(machine.name(), Messages.Admission_NoRole(name, machine.template()));
            } else {
                admission.admit(environment, handovers, machine, role);
            }
        }
        return admission;
    }

    private void admit(Environment environment, Handovers handovers, ExpectedMachine machine, String role)
            throws IOException {
        String host = machine.host().isEmpty() ? registered(environment, machine) : machine.host();
        if (host.isEmpty()) {
            return;
        }
        try {
            handovers.expect(new Recipient(
                    machine.name(),
                    host,
                    role,
                    List.of(),
                    environment.getMachineTokens().isOwnPath(),
                    environment.getHandoverPrefix()));
            admitted.add(machine.name());
        } catch (IllegalArgumentException e) {
            troubles.put(machine.name(), e.getMessage());
        }
    }

    /** Its name in Consul, once it is there beyond doubt; else empty. */
    private String registered(Environment environment, ExpectedMachine machine) {
        if (machine.address().isEmpty()) {
            troubles.put(machine.name(), Messages.Admission_NoAddress());
            return "";
        }
        MachineRegistration seen = Registrations.of(environment.getName(), machine.address(), "");
        if (seen.registered()) {
            return seen.node().split("\\.", 2)[0];
        }
        String why = seen.rivals().isEmpty()
                ? Messages.Admission_NotThere(machine.address(), seen.state(), seen.trouble())
                : Messages.Admission_Rivals(machine.address(), String.join(", ", seen.rivals()));
        troubles.put(machine.name(), why.strip());
        return "";
    }
}
