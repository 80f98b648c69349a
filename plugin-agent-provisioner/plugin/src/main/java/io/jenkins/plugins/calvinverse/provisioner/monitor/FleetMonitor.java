package io.jenkins.plugins.calvinverse.provisioner.monitor;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.calvinverse.provisioner.fleet.Breaker;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Instance;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;

/** Tells administrators what is wrong with the fleets: paused templates, machines that do not go or belong to nobody, missing capacity. */
@Extension
@Symbol("immutableAgents")
public class FleetMonitor extends AdministrativeMonitor {
    /** A destruction that takes longer is a leak until it succeeds. */
    private static final Duration LEAKED = Duration.ofMinutes(10);

    @Override
    public String getDisplayName() {
        return Messages.FleetMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getFindings().isEmpty();
    }

    /** Everything that is wrong now. Memory only. */
    public List<Finding> getFindings() {
        List<Finding> findings = new ArrayList<>();
        Fleets.get()
                .broken()
                .forEach((cloud, cause) -> findings.add(new Finding(cloud, Messages.FleetMonitor_NotRunning(cause))));
        for (Fleet fleet : Fleets.get().all()) {
            FleetView view = fleet.view();
            view.breakers().forEach((template, breaker) -> breaker(fleet, view, template, breaker, findings));
            view.machines().values().stream()
                    .filter(m -> m.phase() == Phase.TERMINATING && leaked(m, view))
                    .forEach(m -> findings.add(new Finding(
                            fleet.name(),
                            Messages.FleetMonitor_Leaked(m.name(), m.since().truncatedTo(ChronoUnit.SECONDS)))));
            view.foreign().forEach(instance -> foreign(fleet, view, instance, findings));
            view.troubles()
                    .forEach((place, text) ->
                            findings.add(new Finding(fleet.name(), Messages.FleetMonitor_Trouble(place, text))));
            view.cordoned()
                    .forEach((machine, why) ->
                            findings.add(new Finding(fleet.name(), Messages.FleetMonitor_Trouble(machine, why))));
            view.shortages()
                    .forEach(s -> findings.add(new Finding(
                            fleet.name(), Messages.FleetMonitor_Shortage(s.items(), s.label(), s.cause()))));
        }
        return findings;
    }

    private static void breaker(Fleet fleet, FleetView view, String template, Breaker breaker, List<Finding> findings) {
        if (breaker.until() != null) {
            findings.add(new Finding(
                    fleet.name(),
                    breaker.open(view.at())
                            ? Messages.FleetMonitor_Paused(
                                    template, breaker.until().truncatedTo(ChronoUnit.SECONDS), breaker.cause())
                            : Messages.FleetMonitor_Trying(template, breaker.cause())));
        }
    }

    /** Other controllers are good neighbours; what names an owner that does not exist, or none, belongs to nobody. */
    private static void foreign(Fleet fleet, FleetView view, Instance instance, List<Finding> findings) {
        FleetSpec.Owner owner = instance.owner();
        if (owner.controller().isEmpty()) {
            findings.add(new Finding(fleet.name(), Messages.FleetMonitor_NoOwner(instance.name())));
        } else if (owner.controller().equals(view.spec().owner().controller())
                && Fleets.get().find(owner.fleet()).isEmpty()) {
            findings.add(new Finding(fleet.name(), Messages.FleetMonitor_Orphan(instance.name(), owner.fleet())));
        }
    }

    private static boolean leaked(Machine machine, FleetView view) {
        return Duration.between(machine.since(), view.at()).compareTo(LEAKED) > 0;
    }

    /** One thing that is wrong in one cloud. */
    public static final class Finding {
        private final String cloud;
        private final String text;

        Finding(String cloud, String text) {
            this.cloud = cloud;
            this.text = text;
        }

        public String getCloud() {
            return cloud;
        }

        public String getText() {
            return text;
        }
    }
}
