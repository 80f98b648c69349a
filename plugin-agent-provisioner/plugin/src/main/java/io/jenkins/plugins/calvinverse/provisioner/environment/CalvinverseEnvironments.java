package io.jenkins.plugins.calvinverse.provisioner.environment;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.Secret;
import io.calvinverse.provisioner.firstboot.Proof;
import io.calvinverse.provisioner.firstboot.Surroundings;
import io.calvinverse.provisioner.fleet.Membership;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import io.jenkins.plugins.calvinverse.environments.spi.Environments;
import io.jenkins.plugins.calvinverse.environments.spi.ExpectedMachine;
import io.jenkins.plugins.calvinverse.environments.spi.FirstBootValues;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentities;
import io.jenkins.plugins.calvinverse.environments.spi.MachineIdentity;
import io.jenkins.plugins.calvinverse.environments.spi.MachineRegistration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Environments of the plugin calvinverse-environments: what a machine is told of its datacenter, its password in a
 * wrapper of Vault, its own token of Vault, and how Consul sees it.
 */
@Extension(optional = true)
public class CalvinverseEnvironments implements EnvironmentSource {
    private static final long WRAP_SECONDS = 50;

    @Override
    public List<String> names() {
        return Environments.names();
    }

    @Override
    public String problem(String environment) {
        List<String> names = Environments.names();
        if (!names.contains(environment)) {
            return names.isEmpty()
                    ? Messages.CalvinverseEnvironments_NoneAtAll(environment)
                    : Messages.CalvinverseEnvironments_Unknown(environment, String.join(", ", names));
        }
        try {
            return Environments.firstBoot(environment).isEmpty()
                    ? Messages.CalvinverseEnvironments_NoFirstBoot(environment)
                    : null;
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    @Override
    public Bootstrap introduce(Machine machine, Duration boot, Bootstrap bootstrap)
            throws ProviderException, InterruptedException {
        String environment = machine.environment();
        FirstBootValues values = Environments.firstBoot(environment)
                .orElseThrow(() ->
                        new ProviderException(Kind.REFUSED, Messages.CalvinverseEnvironments_NoFirstBoot(environment)));
        Optional<String> vault = MachineIdentities.vault(environment);
        Proof proof = vault.isEmpty()
                ? bootstrap.proof()
                : new Proof.WrappedToken(vault.get(), wrapped(machine, boot, bootstrap.password()), "");
        return new Bootstrap(
                bootstrap.controller(), bootstrap.user(), bootstrap.password(), proof, surroundings(values));
    }

    private static Surroundings surroundings(FirstBootValues values) {
        return new Surroundings(
                values.datacenter(),
                values.domain(),
                Secret.toString(values.gossipKey()),
                values.joinAddresses(),
                values.dnsZones());
    }

    private static String wrapped(Machine machine, Duration boot, String password)
            throws ProviderException, InterruptedException {
        String what = "machine " + machine.name() + " cannot be made: ";
        try {
            return MachineIdentities.wrap(machine.environment(), Map.of("password", password), boot)
                    .get(WRAP_SECONDS, TimeUnit.SECONDS)
                    .getPlainText();
        } catch (ExecutionException e) {
            Kind kind = e.getCause() instanceof AbortException ? Kind.REFUSED : Kind.UNAVAILABLE;
            throw new ProviderException(kind, what + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new ProviderException(
                    Kind.UNAVAILABLE,
                    what + Messages.CalvinverseEnvironments_NoAnswer(machine.environment(), WRAP_SECONDS),
                    e);
        }
    }

    @Override
    public Membership observe(Machine machine, Instance listed) {
        String environment = machine.environment();
        String name = machine.name();
        String host = listed == null ? "" : listed.host();
        String address = listed == null ? "" : listed.address();
        boolean known = !host.isEmpty() || !address.isEmpty();
        if (machine.phase() == Phase.TERMINATING) {
            MachineIdentities.gone(environment, name);
        } else if (known) {
            MachineIdentities.expect(environment, new ExpectedMachine(name, machine.template(), "", address, host));
        }
        MachineIdentity identity = MachineIdentities.of(environment, name);
        boolean alarmed = identity.state() == MachineIdentity.State.ALARMED;
        boolean released = machine.phase() == Phase.TERMINATING && MachineIdentities.released(environment, name);
        String alarm = alarmed ? Messages.CalvinverseEnvironments_Alarm(identity.trouble()) : "";
        if (!MachineIdentities.registers(environment)) {
            return new Membership(Membership.State.NONE, identity.trouble(), alarm, released);
        } else if (!known) {
            return new Membership(Membership.State.UNCERTAIN, identity.trouble(), alarm, released);
        }
        MachineRegistration seen = MachineIdentities.registration(environment, address, host);
        return new Membership(state(seen), trouble(identity, seen), alarm, released);
    }

    /** What Consul has not confirmed lately, or two nodes claim to be, is not certain. */
    private static Membership.State state(MachineRegistration seen) {
        if (!seen.trouble().isEmpty() || !seen.rivals().isEmpty()) {
            return Membership.State.UNCERTAIN;
        }
        return switch (seen.state()) {
            case UNCERTAIN -> Membership.State.UNCERTAIN;
            case ABSENT, REGISTERED -> Membership.State.ABSENT;
            case PASSING -> Membership.State.REGISTERED;
            case FAILED, GONE -> Membership.State.LOST;
        };
    }

    private static String trouble(MachineIdentity identity, MachineRegistration seen) {
        String rivals = seen.rivals().isEmpty()
                ? ""
                : Messages.CalvinverseEnvironments_Rivals(String.join(", ", seen.rivals()));
        return List.of(identity.trouble(), seen.trouble(), rivals).stream()
                .filter(each -> Util.fixEmpty(each) != null)
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }
}
