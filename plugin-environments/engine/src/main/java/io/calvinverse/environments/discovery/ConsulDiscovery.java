package io.calvinverse.environments.discovery;

import io.calvinverse.environments.consul.Check;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.Instance;
import io.calvinverse.environments.consul.Rhythm;
import io.calvinverse.environments.consul.Sight;
import io.calvinverse.environments.consul.Surroundings;
import io.calvinverse.environments.discovery.DiscoveryException.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Services as Consul's catalog has them. Each service that was asked for is watched: a lookup costs no request, and when Consul is
 * away the last known instances are given with their age.
 */
public final class ConsulDiscovery implements Discovery {

    private final Consul consul;
    private final Watched watched;

    /** @param patience how long the first lookup of a service may wait for Consul */
    public ConsulDiscovery(Consul consul, Rhythm rhythm, Surroundings surroundings, Duration patience) {
        this.consul = consul;
        this.watched = new Watched(consul, rhythm, surroundings, patience);
    }

    @Override
    public Found find(ServiceName name) throws DiscoveryException, InterruptedException {
        Sight<List<Instance>> sight = watched.sight(name.service());
        List<Instance> instances = sight.value()
                .orElseThrow(() -> new DiscoveryException(
                        Kind.NO_ANSWER,
                        "Consul of %s has said nothing about service '%s' yet: %s"
                                .formatted(
                                        source(),
                                        name,
                                        sight.trouble().isEmpty() ? "it takes its time" : sight.trouble())));
        List<Instance> tagged = instances.stream()
                .filter(instance -> name.tag().isEmpty() || instance.tags().contains(name.tag()))
                .toList();
        List<Endpoint> passing = tagged.stream()
                .filter(instance -> instance.status() == Check.Status.PASSING && instance.port() > 0)
                .map(instance -> new Endpoint(instance.address(), instance.port()))
                .distinct()
                .sorted(Comparator.comparing(Endpoint::toString))
                .toList();
        if (passing.isEmpty()) {
            throw new Missing(consul, source()).of(name, instances, tagged);
        }
        return new Found(passing, sight.asOf(), sight.trouble());
    }

    @Override
    public String source() {
        return consul.settings().name();
    }

    @Override
    public void close() {
        watched.close();
    }
}
