package io.calvinverse.provisioner.firstboot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a new machine is told, and nobody else: the contract between this suite and an image, as values. The part of it
 * that Calvinverse's own images read has their names; {@code agent/} is what they lack.
 *
 * @param guest for what system
 * @param hostName the name it takes
 * @param name the agent's name
 * @param controller the controller's URL as the machine reaches it, ending in a slash
 * @param arguments of the Swarm client
 * @param proof how it registers
 * @param surroundings its environment, null where there is none
 * @param remoteAccess whether somebody may log in
 */
public record FirstBoot(
        Guest guest,
        String hostName,
        String name,
        String controller,
        List<String> arguments,
        Proof proof,
        Surroundings surroundings,
        boolean remoteAccess) {
    /** Which medium this is; an image refuses one it does not know. */
    public static final int CONTRACT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the list. */
    public FirstBoot {
        arguments = List.copyOf(arguments);
        if (arguments.stream().anyMatch(a -> a.contains("\n"))) {
            throw new IllegalArgumentException("an argument of an agent has no line break");
        }
    }

    /** As files. */
    public Tree tree() {
        Map<String, String> files = new TreeMap<>();
        files.put("run_provisioning.json", json(Map.of("contract", CONTRACT)));
        files.put("agent/agent.json", json(agent()));
        files.put("agent/arguments.txt", String.join("\n", arguments) + "\n");
        if (proof instanceof Proof.Credential credential) {
            files.put("agent/password.txt", credential.password());
        } else if (proof instanceof Proof.WrappedToken wrapped) {
            files.put(
                    "agent/vault.json",
                    json(ordered("address", wrapped.vault(), "token", wrapped.token(), "path", wrapped.path())));
        }
        if (remoteAccess) {
            files.put(guest.remoteAccess(), json(Map.of()));
        }
        if (surroundings != null) {
            add(files, surroundings);
        }
        return new Tree(files);
    }

    private Map<String, Object> agent() {
        return ordered("contract", CONTRACT, "name", name, "hostName", hostName, "controller", controller);
    }

    private static void add(Map<String, String> files, Surroundings around) {
        files.put(
                "consul/consul_region.json",
                json(ordered("datacenter", around.datacenter(), "domain", around.domain())));
        if (!around.encrypt().isEmpty()) {
            files.put("consul/consul_secrets.json", json(Map.of("encrypt", around.encrypt())));
        }
        files.put("consul/client/consul_client_location.json", json(Map.of("retry_join", around.retryJoin())));
        files.put("unbound/unbound_zones.conf", around.unbound());
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static String json(Map<String, ?> values) {
        try {
            return JSON.writeValueAsString(values) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers can be written", e);
        }
    }
}
