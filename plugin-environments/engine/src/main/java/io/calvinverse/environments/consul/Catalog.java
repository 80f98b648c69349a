package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What can be asked about nodes, services and their health; by {@link Consul#read} or a {@link Watch}. */
public final class Catalog {

    private Catalog() {}

    /** Names of all services, with the tags their instances have between them. Healthy or not. */
    public static Query<Map<String, Set<String>>> services() {
        return new Query<>("catalog/services", Catalog::tagsByService);
    }

    /** All machines. */
    public static Query<List<Node>> nodes() {
        return new Query<>("catalog/nodes", json -> each(json, Node::of));
    }

    /**
     * The instances of a service, healthy or not, ordered by node and port; none when it is unknown.
     *
     * <p>{@code near} is there for what comes with it: without it Consul 1.13 answers blocking queries for a service from a stream, and
     * then says of every answer that no leader is known, whether there is one or not.
     */
    public static Query<List<Instance>> instances(String service) {
        return new Query<>(
                "health/service/" + Call.encode(service),
                List.of("near=_agent"),
                json -> each(json, Instance::of).stream()
                        .sorted(Comparator.comparing(
                                        (Instance instance) -> instance.node().name())
                                .thenComparing(Instance::port))
                        .toList());
    }

    /** The check {@link Check#SERF} of every machine that has one. */
    public static Query<List<Check>> serfHealth() {
        return new Query<>(
                "health/state/any",
                List.of("filter=" + Call.encode("CheckID == \"" + Check.SERF + "\"")),
                json -> each(json, Check::of));
    }

    private static Map<String, Set<String>> tagsByService(JsonNode json) {
        Map<String, Set<String>> services = new TreeMap<>();
        json.fields().forEachRemaining(field -> {
            Set<String> tags = services.computeIfAbsent(field.getKey(), name -> new TreeSet<>());
            field.getValue().forEach(tag -> tags.add(tag.asText()));
        });
        return services;
    }

    private static <T> List<T> each(JsonNode json, Function<JsonNode, T> parser) {
        List<T> all = new ArrayList<>();
        json.forEach(node -> all.add(parser.apply(node)));
        return List.copyOf(all);
    }
}
