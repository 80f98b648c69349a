package io.calvinverse.environments.discovery;

import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.Instance;
import io.calvinverse.environments.consul.Rhythm;
import io.calvinverse.environments.consul.Sight;
import io.calvinverse.environments.consul.Surroundings;
import io.calvinverse.environments.consul.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A watch per service somebody asks for. One nobody asks for any more, or that finds nothing, is given up. */
final class Watched implements AutoCloseable {

    static final Duration IDLE = Duration.ofMinutes(30);

    private final Consul consul;
    private final Rhythm rhythm;
    private final Surroundings surroundings;
    private final Duration patience;
    private final Map<String, Watch<List<Instance>>> watches = new ConcurrentHashMap<>();
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Watched(Consul consul, Rhythm rhythm, Surroundings surroundings, Duration patience) {
        this.consul = consul;
        this.rhythm = rhythm;
        this.surroundings = surroundings;
        this.patience = patience;
    }

    Sight<List<Instance>> sight(String service) throws InterruptedException {
        Instant now = surroundings.clock().instant();
        Instant before = asked.put(service, now);
        if (before == null || Duration.between(before, now).toMinutes() > 0) {
            giveUpIdle(now);
        }
        Watch<List<Instance>> watch = watches.computeIfAbsent(service, this::watch);
        if (!watch.first().isDone()) {
            await(watch);
        }
        Sight<List<Instance>> sight = watch.sight();
        if (sight.value().isPresent() && sight.value().get().isEmpty()) {
            giveUp(service);
        }
        return sight;
    }

    /** How many services are watched. */
    int size() {
        return watches.size();
    }

    private Watch<List<Instance>> watch(String service) {
        if (closed) {
            throw new IllegalStateException("discovery in " + consul.settings().name() + " was closed");
        }
        return new Watch<>(consul, Catalog.instances(service), rhythm, surroundings, sight -> {}).start();
    }

    private void await(Watch<List<Instance>> watch) throws InterruptedException {
        try {
            watch.first().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            // The sight says what is the matter.
            return;
        }
    }

    private void giveUpIdle(Instant now) {
        asked.forEach((service, last) -> {
            if (Duration.between(last, now).compareTo(IDLE) > 0) {
                giveUp(service);
            }
        });
    }

    private void giveUp(String service) {
        asked.remove(service);
        Watch<List<Instance>> watch = watches.remove(service);
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(watches.keySet()).forEach(this::giveUp);
    }
}
