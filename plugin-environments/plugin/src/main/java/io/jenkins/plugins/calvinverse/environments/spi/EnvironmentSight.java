package io.jenkins.plugins.calvinverse.environments.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An environment as it was at one moment, for rules to look at.
 *
 * @param name of the environment
 * @param domain of its Consul
 * @param configuration text by key, in full; empty without Consul
 * @param services every instance in Consul's catalog, and those that needs name and that are found beside it
 */
public record EnvironmentSight(String name, String domain, Map<String, String> configuration, List<Instance> services) {

    /**
     * An instance of a service.
     *
     * @param address of it, or of its machine
     * @param port 0 if it has none
     * @param passing its checks and those of its machine
     */
    public record Instance(String service, Set<String> tags, String address, int port, boolean passing) {
        public Instance {
            tags = Set.copyOf(tags);
        }
    }

    public EnvironmentSight {
        configuration = new TreeMap<>(configuration);
        services = List.copyOf(services);
    }
}
