package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.calvinverse.logs.enrich.LineRecords;
import io.calvinverse.logs.enrich.Rules;
import io.calvinverse.logs.ship.ShipLimits;
import io.calvinverse.logs.ship.ShipStatus;
import io.calvinverse.logs.ship.Shipper;
import io.calvinverse.logs.ship.ShipperLoop;
import io.calvinverse.logs.ship.Target;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import io.jenkins.plugins.calvinverse.logs.destination.Surroundings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The way to one target: a shipper with a thread of its own. Opened and closed by the thread of the {@link Routes}. */
final class Route {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String settings;
    private final List<String> addresses;
    private final Target target;
    private final Shipper shipper;
    private final ShipperLoop loop;
    private final Rate rate;
    private final InstantSource clock;
    private volatile long troubledSince;

    Route(
            LogTarget configured,
            String settings,
            List<String> addresses,
            Surroundings around,
            Spool spool,
            Function<SpooledBuild, Rules> rules) {
        this.settings = settings;
        this.addresses = addresses;
        this.target = configured.open(addresses, around);
        this.clock = around.clock();
        this.rate = new Rate(clock);
        AtomicReference<ShipperLoop> self = new AtomicReference<>();
        this.shipper = new Shipper(
                spool,
                target,
                ShipLimits.USUAL,
                build -> new LineRecords(build, rules.apply(build), around.clock()),
                around.clock(),
                () -> Objects.requireNonNull(self.get()).wake());
        this.loop = new ShipperLoop(
                shipper::round,
                TICK,
                new NamingThreadFactory(new DaemonThreadFactory(), Routes.THREADS + configured.getName()));
        self.set(loop);
        loop.start();
    }

    /** Whether it is what these settings and addresses ask for. */
    boolean serves(String wanted, List<String> there) {
        return settings.equals(wanted) && addresses.equals(there);
    }

    ShipStatus status() {
        return shipper.status();
    }

    Rate rate() {
        return rate;
    }

    void measure() {
        ShipStatus now = shipper.status();
        rate.saw(now.lines());
        if (now.trouble().isEmpty()) {
            troubledSince = 0;
        } else if (troubledSince == 0) {
            troubledSince = clock.millis();
        }
    }

    long troubledMillis() {
        long since = troubledSince;
        return since == 0 ? 0 : Math.max(1, clock.millis() - since);
    }

    /** Something new is there. Any thread; returns at once. */
    void wake() {
        loop.wake();
    }

    /** Waits for the round under way: afterwards nobody notes progress under this name any more. */
    void close() {
        target.close();
        try {
            loop.close(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
