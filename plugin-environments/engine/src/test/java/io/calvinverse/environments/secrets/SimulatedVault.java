package io.calvinverse.environments.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultCall;
import io.calvinverse.environments.vault.VaultReply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tokens and leases as Vault keeps them, without network and faults: those are {@link SimulatedNetwork}'s. */
final class SimulatedVault {

    /** A token or a lease. */
    static final class Life {
        final String id;
        final Life parent;
        final Duration whole;
        final Instant longest;
        final boolean fixed;
        Instant until;
        boolean revoked;
        boolean children = true;
        boolean revokesLeases;

        Life(String id, Life parent, Duration whole, Instant longest, Instant now, boolean fixed) {
            this.id = id;
            this.parent = parent;
            this.whole = whole;
            this.longest = longest;
            this.fixed = fixed;
            this.until = now.plus(whole).isAfter(longest) ? longest : now.plus(whole);
        }

        boolean alive(Instant now) {
            return !revoked && now.isBefore(until) && (parent == null || parent.alive(now));
        }
    }

    private final SimulatedTime time;
    final Map<String, Life> tokens = new LinkedHashMap<>();
    final Map<String, Life> leases = new LinkedHashMap<>();
    boolean sealed;
    Duration leaseLife = Duration.ofMinutes(2);
    Duration longestLease = Duration.ofMinutes(7);
    /** Told when something is revoked by a request, before it is. */
    Consumer<Life> revoking = life -> {};

    private int count;

    SimulatedVault(SimulatedTime time) {
        this.time = time;
    }

    Token logIn(Duration life, Duration longest) {
        return Token.of(token(null, life, longest, false).id);
    }

    Life token(Life parent, Duration life, Duration longest, boolean fixed) {
        Life token = new Life("hvs." + ++count + ".", parent, life, time.now().plus(longest), time.now(), fixed);
        tokens.put(token.id, token);
        return token;
    }

    VaultReply answer(VaultCall call) {
        if (sealed) {
            return errors(503, "Vault is sealed");
        }
        Life token = call.token() == null ? null : tokens.get(call.token().value());
        if (token == null || !token.alive(time.now())) {
            return errors(403, "permission denied");
        }
        String path = call.path();
        if (path.startsWith("sys/internal/ui/mounts/")) {
            String kind = path.contains("dynamic/") ? "database" : "kv";
            return data(
                    object().put("path", kind.equals("kv") ? "kv/" : "dynamic/").put("type", kind));
        }
        if (path.startsWith("kv/")) {
            return data(object().put("password", "static"));
        }
        return switch (path.startsWith("dynamic/") ? "dynamic" : path) {
            case "auth/token/lookup-self" -> data(lookup(token));
            case "sys/capabilities-self" -> data(capabilities(token));
            case "auth/token/create" -> create(token, call.body());
            case "auth/token/renew-self" -> ok(object().set("auth", renewed(token)));
            case "auth/token/revoke-self" -> revoke(token);
            case "dynamic" -> lease(token);
            case "sys/leases/renew" -> renewLease(call.body());
            case "sys/leases/revoke" ->
                token.revokesLeases
                        ? revoke(leases.get(call.body().path("lease_id").asText()))
                        : errors(403, "permission denied");
            default -> throw new AssertionError("the simulation does not know " + path);
        };
    }

    private ObjectNode lookup(Life token) {
        ObjectNode data = object().put("accessor", "a" + token.id)
                .put("ttl", Duration.between(time.now(), token.until).toSeconds())
                .put("renewable", !token.fixed)
                .put("type", "service");
        data.putArray("policies").add("p" + token.children + token.revokesLeases);
        return data;
    }

    private ObjectNode capabilities(Life token) {
        ObjectNode data = object();
        Map<String, Boolean> rights = new HashMap<>(Map.of(
                "auth/token/create", token.children,
                "sys/leases/revoke", token.revokesLeases));
        for (String path : new String[] {"auth/token/renew-self", "auth/token/revoke-self", "sys/leases/renew"}) {
            rights.put(path, true);
        }
        rights.forEach((path, may) -> data.putArray(path).add(may ? "update" : "deny"));
        return data;
    }

    private VaultReply create(Life parent, JsonNode body) {
        Duration life = Duration.parse("PT" + body.path("ttl").asText("32m").toUpperCase());
        Life child = token(parent, life, Duration.ofMinutes(40), false);
        ObjectNode auth = object().put("client_token", child.id)
                .put("accessor", "a" + child.id)
                .put("lease_duration", life.toSeconds())
                .put("renewable", true)
                .put("token_type", "service");
        return ok(object().set("auth", auth));
    }

    private VaultReply lease(Life token) {
        Life lease = new Life(
                "dynamic/creds/" + ++count + ".", token, leaseLife, time.now().plus(longestLease), time.now(), false);
        leases.put(lease.id, lease);
        ObjectNode body = object().put("lease_id", lease.id)
                .put("lease_duration", leaseLife.toSeconds())
                .put("renewable", true);
        return ok(body.set("data", object().put("password", lease.id)));
    }

    private VaultReply renewLease(JsonNode body) {
        Life lease = leases.get(body.path("lease_id").asText());
        return lease == null || !lease.alive(time.now()) ? errors(400, "lease not found") : ok(renewed(lease));
    }

    private ObjectNode renewed(Life life) {
        Instant wish = time.now().plus(life.whole);
        life.until = wish.isAfter(life.longest) ? life.longest : wish;
        return object().put(
                        "lease_duration",
                        Duration.between(time.now(), life.until).toSeconds())
                .put("renewable", true);
    }

    private VaultReply revoke(Life life) {
        if (life != null && life.alive(time.now())) {
            revoking.accept(life);
            life.revoked = true;
        }
        return new VaultReply(204, MissingNode.getInstance());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static VaultReply ok(JsonNode body) {
        return new VaultReply(200, body);
    }

    private static VaultReply data(ObjectNode data) {
        return ok(object().set("data", data));
    }

    private static VaultReply errors(int status, String text) {
        ObjectNode body = object();
        body.putArray("errors").add(text);
        return new VaultReply(status, body);
    }
}
