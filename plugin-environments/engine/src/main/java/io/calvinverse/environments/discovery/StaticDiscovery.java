package io.calvinverse.environments.discovery;

import io.calvinverse.environments.discovery.DiscoveryException.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Services of an environment without Consul: as written down, and taken to be up. */
public final class StaticDiscovery implements Discovery {

    private final String environment;
    private final Map<ServiceName, List<Endpoint>> services;
    private final Clock clock;

    /** @param services by name; one written without a tag serves every tag that is not written down itself */
    public StaticDiscovery(String environment, Map<ServiceName, List<Endpoint>> services, Clock clock) {
        this.environment = environment;
        this.services = Map.copyOf(services);
        this.clock = clock;
    }

    @Override
    public Found find(ServiceName name) throws DiscoveryException {
        List<Endpoint> exact = services.getOrDefault(name, services.get(new ServiceName("", name.service())));
        List<Endpoint> endpoints = exact == null && name.tag().isEmpty() ? anyTag(name.service()) : exact;
        if (endpoints != null && !endpoints.isEmpty()) {
            return new Found(endpoints, clock.instant(), "");
        }
        List<String> known =
                services.keySet().stream().map(ServiceName::toString).toList();
        boolean service =
                services.keySet().stream().anyMatch(each -> each.service().equals(name.service()));
        throw new DiscoveryException(
                service ? Kind.UNKNOWN_TAG : Kind.UNKNOWN_SERVICE,
                "no service '%s' in %s: %s; add its address there"
                        .formatted(name, source(), NearMisses.sentence(name.toString(), known)));
    }

    private List<Endpoint> anyTag(String service) {
        return services.entrySet().stream()
                .filter(entry -> entry.getKey().service().equals(service))
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(ServiceName::toString)))
                .flatMap(entry -> entry.getValue().stream())
                .distinct()
                .toList();
    }

    @Override
    public String source() {
        return environment + " (addresses as configured)";
    }
}
