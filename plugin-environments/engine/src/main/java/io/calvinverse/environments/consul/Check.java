package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A health check of a node or of a service on it.
 *
 * @param node name of the node
 * @param id of the check; {@link #SERF} is the one every node with an agent has
 * @param status passing, warning or critical
 * @param output what the check last said
 */
public record Check(String node, String id, Status status, String output) {

    /** Whether the node's agent is seen by the others. */
    public static final String SERF = "serfHealth";

    /** Consul's order, from good to bad. */
    public enum Status {
        PASSING,
        WARNING,
        CRITICAL
    }

    static Check of(JsonNode node) {
        return new Check(
                node.path("Node").asText(),
                node.path("CheckID").asText(),
                status(node.path("Status").asText()),
                node.path("Output").asText("").strip());
    }

    private static Status status(String text) {
        return switch (text) {
            case "passing" -> Status.PASSING;
            case "warning" -> Status.WARNING;
            default -> Status.CRITICAL;
        };
    }
}
