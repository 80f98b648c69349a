package io.calvinverse.environments.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A token to be created.
 *
 * @param role the token role ({@code auth/token/create/<role>}), empty for a child of the creating token
 * @param policies empty: those of the role, or of the parent
 * @param life wished for, zero for Vault's default
 * @param meta told with it in Vault's audit log, for instance which build it is for
 * @param displayName for people
 * @param alias when not empty the token gets an identity of this name, so that a policy can name it by
 *     {@code {{identity.entity.aliases.<mount>.name}}}; the role must allow it ({@code allowed_entity_aliases})
 */
public record NewToken(
        String role, List<String> policies, Duration life, Map<String, String> meta, String displayName, String alias) {

    public NewToken {
        policies = List.copyOf(policies);
        meta = Map.copyOf(meta);
    }

    public static NewToken child(List<String> policies, Duration life, Map<String, String> meta, String displayName) {
        return new NewToken("", policies, life, meta, displayName, "");
    }

    String path() {
        return role.isEmpty() ? "auth/token/create" : "auth/token/create/" + role;
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!policies.isEmpty()) {
            policies.forEach(body.putArray("policies")::add);
        }
        if (!life.isZero()) {
            body.put("ttl", life.toSeconds() + "s");
        }
        if (!meta.isEmpty()) {
            ObjectNode told = body.putObject("meta");
            meta.forEach(told::put);
        }
        if (!displayName.isEmpty()) {
            body.put("display_name", displayName);
        }
        if (!alias.isEmpty()) {
            body.put("entity_alias", alias);
        }
        return body.put("renewable", true);
    }
}
