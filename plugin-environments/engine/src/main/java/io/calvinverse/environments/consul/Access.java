package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the token in use is and may do. Thread-safe. */
public final class Access {

    private final Transport transport;

    Access(Transport transport) {
        this.transport = transport;
    }

    /**
     * The token in use, without its secret.
     *
     * @param controlled false when this Consul has no access control: everything is allowed, and the rest is empty
     * @param accessor its public name
     * @param policies names of those linked to it
     */
    public record Token(boolean controlled, String accessor, String description, List<String> policies) {}

    /**
     * A right to ask for.
     *
     * @param resource as in a rule: {@code key}, {@code service}, {@code node}, {@code session}, {@code agent}, {@code operator}, {@code acl}
     * @param name of the key, service, …; empty where the resource has none
     * @param access read, write, list
     */
    public record Right(String resource, String name, String access) {
        /** {@code key:write on 'config/'}. */
        @Override
        public String toString() {
            return resource + ":" + access + (name.isEmpty() ? "" : " on '" + name + "'");
        }
    }

    public Token self() throws ConsulException {
        JsonNode json;
        try {
            json = transport
                    .send(Call.get(
                            "acl/token/self", List.of(), transport.settings().timeout()))
                    .json();
        } catch (ConsulException e) {
            if (disabled(e)) {
                return new Token(false, "", "", List.of());
            }
            throw e;
        }
        List<String> policies = new ArrayList<>();
        json.path("Policies").forEach(policy -> policies.add(policy.path("Name").asText()));
        return new Token(
                true, json.path("AccessorID").asText(), json.path("Description").asText(), List.copyOf(policies));
    }

    /** Those of the rights that the token lacks, as Consul's own pages ask it ({@code internal/acl/authorize}). */
    public List<Right> missing(List<Right> rights) throws ConsulException {
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        for (Right right : rights) {
            asked.addObject()
                    .put("Resource", right.resource())
                    .put("Segment", right.name())
                    .put("Access", right.access());
        }
        JsonNode answers;
        try {
            Call call = new Call(
                    "POST",
                    "internal/acl/authorize",
                    List.of(),
                    asked.toString().getBytes(StandardCharsets.UTF_8),
                    transport.settings().timeout(),
                    true);
            answers = transport.send(call).json();
        } catch (ConsulException e) {
            if (disabled(e)) {
                return List.of();
            }
            throw e;
        }
        List<Right> missing = new ArrayList<>();
        for (int i = 0; i < rights.size(); i++) {
            if (!answers.path(i).path("Allow").asBoolean()) {
                missing.add(rights.get(i));
            }
        }
        return List.copyOf(missing);
    }

    private static boolean disabled(ConsulException e) {
        return String.valueOf(e.getMessage()).contains("ACL support disabled");
    }
}
