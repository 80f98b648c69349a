package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A machine in the catalog.
 *
 * @param id made by its agent, another one for every agent that ever had this name; may be empty
 * @param name of the node
 * @param address literal
 */
public record Node(String id, String name, String address) {

    static Node of(JsonNode node) {
        return new Node(
                node.path("ID").asText(""),
                node.path("Node").asText(),
                node.path("Address").asText());
    }
}
