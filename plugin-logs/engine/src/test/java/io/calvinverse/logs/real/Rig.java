package io.calvinverse.logs.real;

import io.calvinverse.logs.enrich.LineRecords;
import io.calvinverse.logs.enrich.Rules;
import io.calvinverse.logs.ship.Retry;
import io.calvinverse.logs.ship.ShipLimits;
import io.calvinverse.logs.ship.Shipper;
import io.calvinverse.logs.ship.ShipperLoop;
import io.calvinverse.logs.ship.Target;
import io.calvinverse.logs.ship.amqp.AmqpConnector;
import io.calvinverse.logs.ship.amqp.AmqpLogin;
import io.calvinverse.logs.ship.amqp.AmqpSettings;
import io.calvinverse.logs.ship.amqp.AmqpTarget;
import io.calvinverse.logs.spool.Bounds;
import io.calvinverse.logs.spool.FileDisk;
import io.calvinverse.logs.spool.Sealer;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/** Spool, upkeep and shipper with real threads, files and time. */
public final class Rig implements AutoCloseable {
    private static final Sealer SEALER = new Sealer() {
        @Override
        public String seal(String clear) {
            return new StringBuilder(clear).reverse().toString();
        }

        @Override
        public String open(String sealed) {
            return seal(sealed);
        }
    };

    public final Spool spool;
    public final Shipper shipper;
    private final Target target;
    private final ShipperLoop upkeep;
    private final ShipperLoop shipping;

    public Rig(Path root, Target target) throws IOException {
        this(root, target, ShipLimits.USUAL);
    }

    public Rig(Path root, Target target, ShipLimits limits) throws IOException {
        InstantSource clock = InstantSource.system();
        this.target = target;
        spool = Spool.open(root, new FileDisk(), SEALER, new SecureRandom(), clock);
        Bounds bounds = new Bounds(Long.MAX_VALUE, Duration.ofDays(1));
        Upkeep keeper = new Upkeep(spool, new FileDisk(), clock, bounds, () -> Set.of(target.name()), build -> {});
        ShipperLoop[] self = new ShipperLoop[1];
        shipper = new Shipper(
                spool,
                target,
                limits,
                build -> new LineRecords(build, Rules.PLAIN, clock),
                clock,
                () -> self[0].wake());
        upkeep = new ShipperLoop(
                () -> {
                    keeper.round();
                    return false;
                },
                Duration.ofMillis(100),
                daemons());
        shipping = new ShipperLoop(shipper::round, Duration.ofMillis(100), daemons());
        self[0] = shipping;
        upkeep.start();
        shipping.start();
    }

    public static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "rig");
            thread.setDaemon(true);
            return thread;
        };
    }

    public static Retry retry() {
        return new Retry(InstantSource.system(), new SecureRandom(), Duration.ofMillis(50), Duration.ofMillis(500));
    }

    public static AmqpSettings settings(int port) {
        return new AmqpSettings(
                List.of("127.0.0.1:" + port),
                "vhost.logs",
                "",
                "builds",
                "builds",
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    public static AmqpTarget amqp(AmqpSettings settings) {
        return amqp(settings, "jenkins", "jenkins");
    }

    public static AmqpTarget amqp(AmqpSettings settings, String user, String password) {
        AmqpConnector connector = new AmqpConnector(settings, () -> new AmqpLogin(user, password), null, daemons());
        return new AmqpTarget("rabbitmq", connector, retry(), InstantSource.system());
    }

    /** Waits until every build has left the spool. */
    public void drained(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!spool.builds().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not shipped after " + patience + ": " + shipper.status() + " " + target.trouble());
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        try {
            upkeep.close(Duration.ofSeconds(5));
            target.close();
            shipping.close(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
