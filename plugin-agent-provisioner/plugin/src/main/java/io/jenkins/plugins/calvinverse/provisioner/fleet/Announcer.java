package io.jenkins.plugins.calvinverse.provisioner.fleet;

import io.calvinverse.provisioner.loop.FleetListener;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.stats.FleetMetrics;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells the parts of the plugin what happened in a fleet. Runs on the loop's thread and passes on at once. */
final class Announcer implements FleetListener {
    private final PlannedMachines planned;
    private final Failures failures;
    private final Consumer<FleetView> watcher;
    private final FleetMetrics metrics;
    private final BuildLogs buildLogs;

    Announcer(String fleet, PlannedMachines planned, Failures failures, Consumer<FleetView> watcher) {
        this.planned = planned;
        this.failures = failures;
        this.watcher = watcher;
        this.metrics = new FleetMetrics(fleet);
        this.buildLogs = new BuildLogs(fleet);
    }

    @Override
    public void moved(Machine machine, Phase before, Instant at) {
        metrics.moved(machine, before, at);
        planned.moved(machine, before);
        if (machine.failed() && machine.phase() == Phase.TERMINATING) {
            failures.failed(machine, at);
        }
    }

    @Override
    public void console(Machine machine, String text) {
        failures.console(machine, text);
    }

    @Override
    public void published(FleetView view) {
        metrics.published(view);
        buildLogs.published(view);
        watcher.accept(view);
    }
}
