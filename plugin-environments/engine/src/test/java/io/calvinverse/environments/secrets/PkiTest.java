package io.calvinverse.environments.secrets;

import static io.calvinverse.environments.secrets.ForTests.fresh;
import static io.calvinverse.environments.secrets.ForTests.request;
import static io.calvinverse.environments.vault.RealVault.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Vault;
import io.calvinverse.environments.vault.VaultCall;
import io.calvinverse.environments.vault.VaultReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, against answers of the shape that Vault's API documentation gives for {@code pki/issue}. */
class PkiTest {

    private static final String KEY =
            "-----BEGIN EC PRIVATE KEY-----\\nbGluZS1vZi1rZXk=\\n-----END EC PRIVATE KEY-----";

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    /** Answers what a block asks, with or without a lease for certificates. */
    private Vault vault(String lease) {
        return new Vault() {
            @Override
            public String name() {
                return "a recorded Vault";
            }

            @Override
            public CompletableFuture<VaultReply> send(VaultCall call) {
                asked.add(call.method() + " " + call.path() + (call.body() == null ? "" : " " + call.body()));
                try {
                    return CompletableFuture.completedFuture(
                            new VaultReply(200, new JsonMapper().readTree(answer(call.path(), lease))));
                } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private static String answer(String path, String lease) {
        return switch (path) {
            case "auth/token/lookup-self" ->
                "{\"data\":{\"accessor\":\"a\",\"policies\":[\"pki\"],\"ttl\":600,\"renewable\":true,\"type\":\"service\"}}";
            case "sys/capabilities-self" ->
                "{\"data\":{\"auth/token/renew-self\":[\"update\"],\"auth/token/revoke-self\":[\"update\"],"
                        + "\"sys/leases/renew\":[\"update\"]}}";
            case "sys/internal/ui/mounts/pki/issue/server" -> "{\"data\":{\"path\":\"pki/\",\"type\":\"pki\"}}";
            case "pki/issue/server" ->
                ("{\"lease_id\":\"%s\",\"renewable\":false,\"lease_duration\":%d,\"data\":{\"ca_chain\":[\"CA\"],"
                                + "\"certificate\":\"CERT\",\"expiration\":1893456000,\"issuing_ca\":\"CA\","
                                + "\"private_key\":\"%s\",\"private_key_type\":\"ec\",\"serial_number\":\"39:dd\"}}")
                        .formatted(lease, lease.isEmpty() ? 0 : 600, KEY);
            default -> "{}";
        };
    }

    private Block open(ForTests controller) {
        SecretSource source = new SecretSource(
                "pki/issue/server", SecretSource.Engine.DETECT, 0, Map.of("common_name", "web.example.org"));
        return get(controller.secrets.open(
                request(
                        "pki",
                        new Want.InFile(source, "private_key", "KEY", false),
                        new Want.Value(source, "certificate", "CERTIFICATE"),
                        new Want.Value(source, "ca_chain", "CHAIN")),
                fresh(() -> Token.of("hvs.recorded")),
                BlockEvents.NONE));
    }

    @Test
    void oneCertificateIsIssuedForAllThatWantIt() {
        try (ForTests controller = new ForTests(vault(""), folder)) {
            Block block = open(controller);
            assertEquals(KEY.replace("\\n", "\n"), new String(block.files().get("KEY"), StandardCharsets.UTF_8));
            assertEquals(Map.of("CERTIFICATE", "CERT", "CHAIN", "[\"CA\"]"), block.variables());
            assertEquals(
                    List.of("POST pki/issue/server {\"common_name\":\"web.example.org\"}"),
                    asked.stream().filter(each -> each.contains(" pki/issue")).toList());
            assertFalse(Masker.of(block.secrets()).mask("key bGluZS1vZi1rZXk=").contains("bGluZS"));
            // Issued without a lease: nothing is left to look after, so the login has ended already.
            ForTests.until("the login is revoked", () -> asked.contains("POST auth/token/revoke-self"));
            assertTrue(get(controller.secrets.close("pki")));
        }
    }

    @Test
    void aLeasedCertificateEndsWithItsBlock() {
        try (ForTests controller = new ForTests(vault("pki/issue/server/x"), folder)) {
            open(controller);
            assertFalse(asked.contains("POST auth/token/revoke-self"));
            assertTrue(get(controller.secrets.close("pki")));
            assertTrue(asked.contains("POST auth/token/revoke-self"), asked::toString);
        }
    }
}
