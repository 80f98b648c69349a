package io.calvinverse.environments.discovery;

import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Check;
import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulException;
import io.calvinverse.environments.consul.Instance;
import io.calvinverse.environments.discovery.DiscoveryException.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says why Consul's catalog has no passing instance. Only here the names of all services are asked for. */
final class Missing {

    private final Consul consul;
    private final String source;

    Missing(Consul consul, String source) {
        this.consul = consul;
        this.source = source;
    }

    DiscoveryException of(ServiceName name, List<Instance> instances, List<Instance> tagged) {
        if (instances.isEmpty()) {
            return unknown(name.service());
        }
        if (tagged.isEmpty()) {
            Set<String> tags = instances.stream()
                    .flatMap(instance -> instance.tags().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            return new DiscoveryException(
                    Kind.UNKNOWN_TAG,
                    "service '%s' in %s has no instance with tag '%s': %s"
                            .formatted(name.service(), source, name.tag(), NearMisses.sentence(name.tag(), tags)));
        }
        return new DiscoveryException(
                Kind.NONE_PASSING,
                "service '%s' in %s has %d instance(s), none of use: %s"
                        .formatted(
                                name,
                                source,
                                tagged.size(),
                                tagged.stream().map(Missing::ailment).collect(Collectors.joining("; "))));
    }

    private DiscoveryException unknown(String service) {
        String others;
        try {
            Set<String> known =
                    consul.read(Catalog.services(), Consistency.STALE).value().keySet();
            if (known.contains(service)) {
                // Registered since, or told by a server that has just started and does not know everything yet
                return new DiscoveryException(
                        Kind.NO_ANSWER,
                        "Consul of %s lists service '%s' and named no instance of it yet".formatted(source, service));
            }
            others = NearMisses.sentence(service, known);
        } catch (ConsulException e) {
            others = "which there are cannot be said now (" + e.getMessage() + ")";
        }
        return new DiscoveryException(
                Kind.UNKNOWN_SERVICE, "no service '%s' in %s: %s".formatted(service, source, others));
    }

    private static String ailment(Instance instance) {
        String checks = instance.checks().stream()
                .filter(check -> check.status() != Check.Status.PASSING)
                .map(check -> "%s is %s (%s)"
                        .formatted(
                                check.id(), check.status().name().toLowerCase(java.util.Locale.ROOT), check.output()))
                .collect(Collectors.joining(", "));
        return "on " + instance.node().name() + " " + (checks.isEmpty() ? "it has no port" : checks);
    }
}
