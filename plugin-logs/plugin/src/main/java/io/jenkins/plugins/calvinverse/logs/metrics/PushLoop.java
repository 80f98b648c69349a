package io.jenkins.plugins.calvinverse.logs.metrics;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.calvinverse.logs.metrics.Board;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Point;
import io.calvinverse.logs.metrics.RegistryPoints;
import io.calvinverse.logs.metrics.Tags;
import io.calvinverse.logs.metrics.push.PushStatus;
import io.calvinverse.logs.metrics.push.Pusher;
import io.calvinverse.logs.ship.Retry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.metrics.api.Metrics;
import jenkins.model.Jenkins;

/** Pushes each second what came, while a push is configured; without one, points are dropped at once. */
final class PushLoop implements Consumer<Point> {
    private static final Logger LOGGER = Logger.getLogger(PushLoop.class.getName());
    private static final PushStatus NONE = new PushStatus("", 0, 0, 0, 0, "", 0);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final long REGISTRY_MILLIS = 60_000;
    private static final int PIECES = 100;

    private final Board board;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            new NamingThreadFactory(new DaemonThreadFactory(), "Calvinverse metrics push"));
    private volatile Pusher pusher;
    private volatile boolean registry;
    private long registryPushed;
    private PushStatus counted = NONE;

    PushLoop(Board board) {
        this.board = board;
        board.level(Measure.PUSH_WAITING_BYTES, Tags.NONE, () -> status().waitingBytes());
        thread.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** From now on there, or nowhere for null. */
    void use(MetricsPush push) {
        thread.execute(() -> {
            registry = push != null && push.isRegistry();
            save();
            pusher = push == null ? null : open(push);
            counted = NONE;
        });
    }

    private static Pusher open(MetricsPush push) {
        Path directory = Jenkins.get().getRootDir().toPath().resolve("calvinverse-metrics");
        try {
            return new Pusher(
                    push.settings(),
                    directory,
                    MetricsService.client(),
                    StoreLogin.of(push),
                    new Retry(InstantSource.system(), new SecureRandom(), LEAST, MOST));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Metrics are not pushed: " + directory + " cannot be used");
            return null;
        }
    }

    @Override
    public void accept(Point point) {
        Pusher current = pusher;
        if (current != null) {
            current.offer(point);
        }
    }

    boolean offer(Point point, long millis) throws InterruptedException {
        Pusher current = pusher;
        return current != null && current.offer(point, millis);
    }

    PushStatus status() {
        Pusher current = pusher;
        return current == null ? NONE : current.status();
    }

    private void tick() {
        Pusher current = pusher;
        if (current == null) {
            return;
        }
        try {
            long now = System.currentTimeMillis();
            if (registry && Math.abs(now - registryPushed) >= REGISTRY_MILLIS) {
                registryPushed = now;
                RegistryPoints.of(Metrics.metricRegistry(), MetricsService.nanos())
                        .forEach(current::offer);
            }
            for (int i = 0; i < PIECES && current.tick(); i++) {
                continue;
            }
            count(current.status());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Metrics could not be pushed", e);
        }
    }

    private void count(PushStatus status) {
        more("room", status.lost() - counted.lost());
        more("refused", status.refused() - counted.refused());
        counted = status;
    }

    private void more(String why, long points) {
        if (points > 0) {
            board.count(Measure.PUSH_LOST_POINTS, Tags.of("why", why), points);
        }
    }

    private void save() {
        try {
            if (pusher != null) {
                pusher.save();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Metrics that were not pushed yet could not be kept", e);
        }
    }

    /** What is in memory goes to the disk; waits for that, some seconds at most. */
    void close() {
        thread.execute(this::save);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOGGER.warning("Metrics that were not pushed yet could not be kept: a push is under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
