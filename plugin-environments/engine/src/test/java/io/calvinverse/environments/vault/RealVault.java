package io.calvinverse.environments.vault;

import io.calvinverse.parts.PostgresPart;
import io.calvinverse.parts.VaultPart;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What tests on a real Vault set up and ask. */
public final class RealVault {

    private RealVault() {}

    public static HttpVault http(VaultPart part) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (part.tls() != null) {
            client.sslContext(part.tls().trusting());
        }
        return new HttpVault(part.address(), "", client.build(), Duration.ofSeconds(20));
    }

    public static VaultClient client(VaultPart part) {
        return new VaultClient(http(part));
    }

    public static Token root(VaultPart part) {
        return Token.of(part.rootToken());
    }

    /** KV version 1 at {@code secret}, as in Calvinverse, version 2 at {@code versioned}, AppRole, one policy for reading. */
    public static void furnish(VaultPart vault) {
        vault.admin("POST", "sys/mounts/secret", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
        vault.admin("POST", "sys/mounts/versioned", "{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}");
        vault.admin("POST", "sys/auth/approle", "{\"type\":\"approle\"}");
        policy(
                vault,
                "team.read",
                "path \"secret/team/*\" { capabilities = [\"read\"] }"
                        + " path \"versioned/data/team/*\" { capabilities = [\"read\"] }"
                        + " path \"database/creds/*\" { capabilities = [\"read\"] }");
        policy(vault, "children", "path \"auth/token/create\" { capabilities = [\"update\"] }");
    }

    public static void policy(VaultPart vault, String name, String rules) {
        vault.admin("PUT", "sys/policies/acl/" + name, "{\"policy\":\"" + rules.replace("\"", "\\\"") + "\"}");
    }

    /** A role of AppRole, with settings like {@code "token_ttl":"1h"}. */
    public static void role(VaultPart vault, String name, String settings) {
        vault.admin("POST", "auth/approle/role/" + name, "{" + settings + "}");
    }

    public static Token appRole(VaultPart vault, String role) {
        String id = VaultPart.field(vault.admin("GET", "auth/approle/role/" + role + "/role-id", null), "role_id\":\"");
        String secret = VaultPart.field(
                vault.admin("POST", "auth/approle/role/" + role + "/secret-id", null), "secret_id\":\"");
        String login = vault.send(
                "POST", "auth/approle/login", null, "{\"role_id\":\"" + id + "\",\"secret_id\":\"" + secret + "\"}");
        return Token.of(VaultPart.field(login, "client_token\":\""));
    }

    public static Token token(VaultPart vault, String settings) {
        return Token.of(
                VaultPart.field(vault.admin("POST", "auth/token/create", "{" + settings + "}"), "client_token\":\""));
    }

    /** A role {@code read} that makes users of the database, which live for {@code ttl} and {@code max} seconds at most. */
    public static void database(VaultPart vault, PostgresPart database, int ttl, int max) {
        vault.admin("POST", "sys/mounts/database", "{\"type\":\"database\"}");
        vault.admin(
                "POST",
                "database/config/main",
                ("{\"plugin_name\":\"postgresql-database-plugin\",\"allowed_roles\":\"*\",\"username\":\"postgres\","
                                + "\"password\":\"none\",\"connection_url\":"
                                + "\"postgresql://{{username}}:{{password}}@127.0.0.1:%d/postgres\"}")
                        .formatted(database.port()));
        role(vault, database, "read", ttl, max);
    }

    public static void role(VaultPart vault, PostgresPart database, String name, int ttl, int max) {
        vault.admin(
                "POST",
                "database/roles/" + name,
                ("{\"db_name\":\"main\",\"default_ttl\":%d,\"max_ttl\":%d,\"creation_statements\":"
                                + "[\"create role \\\"{{name}}\\\" with login password '{{password}}'\"],"
                                + "\"revocation_statements\":[\"drop role if exists \\\"{{name}}\\\"\"]}")
                        .formatted(ttl, max));
    }

    /** The result, waited for. */
    public static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Why it failed. */
    public static VaultException failure(CompletableFuture<?> future) {
        try {
            Object result = get(future);
            throw new AssertionError("did not fail but gave " + result);
        } catch (CompletionException e) {
            return VaultClient.cause(e);
        }
    }
}
