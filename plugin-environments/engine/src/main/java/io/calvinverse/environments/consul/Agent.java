package io.calvinverse.environments.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The agent that answers, and what it knows of the cluster. Thread-safe. */
public final class Agent {

    private final Transport transport;

    Agent(Transport transport) {
        this.transport = transport;
    }

    /**
     * Who answers.
     *
     * @param node its name
     * @param datacenter it belongs to
     * @param version of Consul
     * @param server whether it is one of the servers
     * @param domain of DNS names, without dots at its ends
     */
    public record Self(String node, String datacenter, String version, boolean server, String domain) {}

    /** Needs {@code agent:read}. */
    public Self self() throws ConsulException {
        JsonNode json = get("agent/self").json();
        JsonNode config = json.path("Config");
        return new Self(
                config.path("NodeName").asText(),
                config.path("Datacenter").asText(),
                config.path("Version").asText(),
                config.path("Server").asBoolean(),
                json.path("DebugConfig").path("DNSDomain").asText("consul").replaceAll("^\\.|\\.$", ""));
    }

    /** Address of the leader among the servers, if there is one. */
    public Optional<String> leader() throws ConsulException {
        return Optional.of(get("status/leader").json().asText("")).filter(address -> !address.isEmpty());
    }

    /** Addresses of the servers. */
    public List<String> servers() throws ConsulException {
        List<String> servers = new java.util.ArrayList<>();
        get("status/peers").json().forEach(peer -> servers.add(peer.asText()));
        return List.copyOf(servers);
    }

    /**
     * Declares a failed machine gone for good, instead of waiting 72 hours for it, and takes it out of the lists of members. Nothing
     * happens to one that is unknown; one that lives comes back by itself. Needs {@code operator:write}.
     */
    public void forceLeave(String node) throws ConsulException {
        Call call = Call.put(
                "agent/force-leave/" + Call.encode(node),
                List.of("prune="),
                new byte[0],
                transport.settings().timeout());
        try {
            transport.send(call);
        } catch (ConsulException e) {
            if (!String.valueOf(e.getMessage()).contains("agent: No node found with name")) {
                throw e;
            }
        }
    }

    private Reply get(String path) throws ConsulException {
        return transport.send(Call.get(path, List.of(), transport.settings().timeout()));
    }
}
