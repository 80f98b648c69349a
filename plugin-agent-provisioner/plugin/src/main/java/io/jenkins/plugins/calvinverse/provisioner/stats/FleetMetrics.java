package io.jenkins.plugins.calvinverse.provisioner.stats;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jenkins.metrics.api.Metrics;

/**
 * Figures of one fleet in the controller's registry, below {@code jenkins.node.immutable.<fleet>}: timers
 * {@code planned.to.created} and {@code planned.to.online}, counters {@code failures.<phase>} and
 * {@code machines.<phase>} and {@code idle.seconds} (of all machines together).
 */
public final class FleetMetrics {
    private final MetricRegistry registry = Metrics.metricRegistry();
    private final String prefix;
    private final Map<Phase, Long> counted = new EnumMap<>(Phase.class);

    private Instant last;
    private long idleMillis;

    public FleetMetrics(String fleet) {
        this.prefix = MetricRegistry.name("jenkins", "node", "immutable", fleet.replaceAll("[^A-Za-z0-9_-]", "_"));
    }

    /** A machine entered a phase. */
    public void moved(Machine machine, Phase before, Instant at) {
        boolean unproven = before != null && before.coming();
        if (unproven && (machine.phase() == Phase.BOOTING || machine.phase() == Phase.ONLINE)) {
            String name = machine.phase() == Phase.BOOTING ? "planned.to.created" : "planned.to.online";
            timer(name).update(Duration.between(machine.planned(), at).toNanos(), TimeUnit.NANOSECONDS);
        }
        if (machine.phase() == Phase.TERMINATING && machine.failed() && before != null) {
            counter("failures." + text(before)).inc();
        }
    }

    /** The fleet as of now. */
    public void published(FleetView view) {
        Map<Phase, Long> now = new EnumMap<>(Phase.class);
        view.machines().values().forEach(m -> now.merge(m.phase(), 1L, Long::sum));
        for (Phase phase : Phase.values()) {
            long difference = now.getOrDefault(phase, 0L) - counted.getOrDefault(phase, 0L);
            if (difference != 0) {
                counter("machines." + text(phase)).inc(difference);
            }
        }
        counted.clear();
        counted.putAll(now);
        idle(view);
    }

    private void idle(FleetView view) {
        long idle = view.machines().values().stream()
                .filter(m -> m.phase() == Phase.ONLINE && m.running() == 0)
                .count();
        if (last != null) {
            idleMillis += idle * Duration.between(last, view.at()).toMillis();
            counter("idle.seconds").inc(idleMillis / 1000);
            idleMillis %= 1000;
        }
        last = view.at();
    }

    private Timer timer(String name) {
        return registry.timer(MetricRegistry.name(prefix, name));
    }

    private Counter counter(String name) {
        return registry.counter(MetricRegistry.name(prefix, name));
    }

    private static String text(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
