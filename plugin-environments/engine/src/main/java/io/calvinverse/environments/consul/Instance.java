package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An instance of a service, with the checks that concern it: its own and its node's.
 *
 * @param node it runs on
 * @param address the service's own, or else its node's
 * @param port 0 if it has none
 */
public record Instance(Node node, String service, Set<String> tags, String address, int port, List<Check> checks) {

    public Instance {
        tags = Set.copyOf(tags);
        checks = List.copyOf(checks);
    }

    static Instance of(JsonNode json) {
        Node node = Node.of(json.path("Node"));
        JsonNode service = json.path("Service");
        Set<String> tags = new LinkedHashSet<>();
        service.path("Tags").forEach(tag -> tags.add(tag.asText()));
        List<Check> checks = new ArrayList<>();
        json.path("Checks").forEach(check -> checks.add(Check.of(check)));
        String own = service.path("Address").asText("");
        return new Instance(
                node,
                service.path("Service").asText(),
                tags,
                own.isEmpty() ? node.address() : own,
                service.path("Port").asInt(),
                checks);
    }

    /** The worst of its checks, as Consul's own DNS and health interface have it; passing when it has none. */
    public Check.Status status() {
        return checks.stream().map(Check::status).max(Check.Status::compareTo).orElse(Check.Status.PASSING);
    }
}
