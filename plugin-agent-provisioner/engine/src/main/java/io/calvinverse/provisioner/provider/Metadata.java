package io.calvinverse.provisioner.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import java.io.IOException;

/**
 * Whose a machine is and what it was made from, as its {@code machine.json} says.
 *
 * @param host the host name it was told to take; empty where it was told none
 */
public record Metadata(Owner owner, String template, String host) {
    /** Nobody: where the file cannot be read. Such a machine is listed and can be destroyed by name. */
    public static final Metadata UNKNOWN = new Metadata(new Owner("", ""), "", "");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a provider without labels of its own stores beside a machine. */
    public static byte[] encode(Order order) throws IOException {
        return encode(order, "");
    }

    /** @param host the host name the machine is told to take */
    public static byte[] encode(Order order, String host) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", order.name());
        node.put("controller", order.owner().controller());
        node.put("fleet", order.owner().fleet());
        node.put("template", order.template());
        node.put("image", order.image());
        node.put("leaseEnd", order.leaseEnd().toString());
        if (!host.isEmpty()) {
            node.put("host", host);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    /** @throws IOException when this is not such a file */
    public static Metadata decode(byte[] bytes) throws IOException {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node.path("controller").isTextual()
                    && node.path("fleet").isTextual()
                    && node.path("template").isTextual()) {
                Owner owner = new Owner(
                        node.path("controller").asText(), node.path("fleet").asText());
                return new Metadata(
                        owner, node.path("template").asText(), node.path("host").asText());
            }
        } catch (JsonProcessingException e) {
            throw new IOException("it is no JSON", e);
        }
        throw new IOException("it does not name controller, fleet and template");
    }
}
