package io.jenkins.plugins.calvinverse.provisioner.stats;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jenkins.metrics.api.Metrics;

/**
 * Figures of one fleet in the controller's registry, under names that Telegraf's Jolokia input collects: counters and timers
 * {@code jenkins.job.fleet-<fleet>-…} ({@code created}, {@code online}, {@code failures-<phase>}, {@code idle-seconds} of all
 * machines together), gauges {@code jenkins.node.fleet-<fleet>-…} ({@code machines-<phase>}, and {@code created-p50},
 * {@code online-p95} and the like, in seconds).
 */
public final class FleetMetrics {
    private static final double NANOS = 1e9;

    private final MetricRegistry registry = Metrics.metricRegistry();
    private final Map<Phase, AtomicLong> machines = new EnumMap<>(Phase.class);
    private final String fleet;

    private Instant last;
    private long idleMillis;

    public FleetMetrics(String fleet) {
        // A dot would make a third key of the bean's name, and Telegraf would not see it.
        this.fleet = "fleet-" + fleet.replaceAll("[^A-Za-z0-9_-]", "_") + '-';
        for (Phase phase : Phase.values()) {
            AtomicLong number = new AtomicLong();
            machines.put(phase, number);
            gauge("machines-" + text(phase), number::get);
        }
        for (String time : List.of("created", "online")) {
            Timer timer = timer(time);
            gauge(time + "-p50", () -> timer.getSnapshot().getMedian() / NANOS);
            gauge(time + "-p95", () -> timer.getSnapshot().get95thPercentile() / NANOS);
        }
    }

    /** A machine entered a phase. */
    public void moved(Machine machine, Phase before, Instant at) {
        boolean unproven = before != null && before.coming();
        if (unproven && (machine.phase() == Phase.BOOTING || machine.phase() == Phase.ONLINE)) {
            String name = machine.phase() == Phase.BOOTING ? "created" : "online";
            timer(name).update(Duration.between(machine.planned(), at).toNanos(), TimeUnit.NANOSECONDS);
        }
        if (machine.phase() == Phase.TERMINATING && machine.failed() && before != null) {
            counter("failures-" + text(before)).inc();
        }
    }

    /** The fleet as of now. */
    public void published(FleetView view) {
        Map<Phase, Long> now = new EnumMap<>(Phase.class);
        view.machines().values().forEach(m -> now.merge(m.phase(), 1L, Long::sum));
        machines.forEach((phase, number) -> number.set(now.getOrDefault(phase, 0L)));
        idle(view);
    }

    private void idle(FleetView view) {
        long idle = view.machines().values().stream()
                .filter(m -> m.phase() == Phase.ONLINE && m.running() == 0)
                .count();
        if (last != null) {
            idleMillis += idle * Duration.between(last, view.at()).toMillis();
            counter("idle-seconds").inc(idleMillis / 1000);
            idleMillis %= 1000;
        }
        last = view.at();
    }

    private Timer timer(String name) {
        return registry.timer("jenkins.job." + fleet + name);
    }

    private Counter counter(String name) {
        return registry.counter("jenkins.job." + fleet + name);
    }

    private void gauge(String name, Gauge<? extends Number> value) {
        String full = "jenkins.node." + fleet + name;
        registry.remove(full);
        registry.register(full, value);
    }

    private static String text(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
