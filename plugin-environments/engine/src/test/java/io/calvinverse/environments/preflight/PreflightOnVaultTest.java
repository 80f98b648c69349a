package io.calvinverse.environments.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.preflight.Profile.Generation;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.parts.VaultPart;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Vault with all that Calvinverse's machines read, from which one thing at a time is taken away. */
class PreflightOnVaultTest {
    private static final Generation GENERATION = Generation.B;

    private static VaultPart vault;
    private static TokenVaultView view;

    @BeforeAll
    static void start() {
        vault = VaultPart.start();
        vault.admin("POST", "sys/mounts/secret", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
        vault.admin("POST", "sys/mounts/rabbitmq", "{\"type\":\"rabbitmq\"}");
        CompleteSite.policies(GENERATION).forEach(PreflightOnVaultTest::policy);
        CompleteSite.policies(GENERATION).values().forEach(PreflightOnVaultTest::secret);
        CompleteSite.queueRoles().forEach(PreflightOnVaultTest::queueRole);
        CompleteSite.roles(GENERATION).forEach(PreflightOnVaultTest::role);
        RealVault.policy(vault, "preflight", TokenVaultView.POLICY.replace("\n", " "));
        Token token = RealVault.token(vault, "\"policies\":[\"preflight\"]");
        view = new TokenVaultView(RealVault.http(vault), token, 1);
    }

    @AfterAll
    static void end() {
        if (vault != null) {
            vault.close();
        }
    }

    private static void policy(String name, String path) {
        RealVault.policy(vault, name, "path \"" + path + "\" { capabilities = [\"read\"] }");
    }

    private static void secret(String path) {
        vault.admin("POST", path, "{\"value\":\"x\"}");
    }

    private static void queueRole(String name) {
        vault.admin("POST", "rabbitmq/roles/" + name, "{\"tags\":\"monitoring\"}");
    }

    private static void role(String name, Set<String> policies) {
        vault.admin(
                "POST",
                "auth/token/roles/" + name,
                "{\"orphan\":true,\"period\":\"1h\",\"allowed_policies\":\"" + String.join(",", policies) + "\"}");
    }

    private static List<Finding> check() throws Exception {
        Map<String, Content> keys = new TreeMap<>();
        CompleteSite.keys().forEach((key, value) -> keys.put(key, Content.of(value)));
        Map<String, Duration> clocks = new TreeMap<>();
        clocks.put("Vault", view.clock(Clock.systemUTC()).orElseThrow());
        Site site =
                new Site(CompleteSite.profile(GENERATION), keys, CompleteSite.services(), Optional.of(view), clocks);
        List<Rule> rules = new ArrayList<>(Preflight.CALVINVERSE);
        rules.add(new HandoverRoles(Set.of("role.system.linux"), false));
        return new Preflight(rules).check(site);
    }

    private static Finding only(String without) throws Exception {
        List<Finding> findings = check();
        assertEquals(1, findings.size(), () -> "without " + without + ": " + findings);
        return findings.get(0);
    }

    @Test
    void nothingIsMissingAndEachPolicySecretAndRoleThatGoesIsNamedAlone() throws Exception {
        RealVault.policy(vault, "preflight", (TokenVaultView.POLICY + issuer()).replace("\n", " "));
        assertEquals(List.of(), check());
        for (Map.Entry<String, String> policy :
                CompleteSite.policies(GENERATION).entrySet()) {
            vault.admin("DELETE", "sys/policies/acl/" + policy.getKey(), null);
            Finding denied = only(policy.getKey());
            assertEquals(policy.getValue(), denied.subject());
            assertTrue(denied.fault().startsWith("is denied to tokens of role."), denied::fault);
            policy(policy.getKey(), policy.getValue());

            vault.admin("DELETE", policy.getValue(), null);
            assertEquals(policy.getValue() + " is not in Vault", text(only(policy.getValue())));
            secret(policy.getValue());
        }
        for (String name : CompleteSite.queueRoles()) {
            if (name.startsWith("readwrite.")) {
                vault.admin("DELETE", "rabbitmq/roles/" + name, null);
                assertEquals("rabbitmq/roles/" + name + " is not in Vault", text(only(name)));
                queueRole(name);
            }
        }
        for (Map.Entry<String, Set<String>> role :
                CompleteSite.roles(GENERATION).entrySet()) {
            vault.admin("DELETE", "auth/token/roles/" + role.getKey(), null);
            assertEquals("auth/token/roles/" + role.getKey() + " is not in Vault", text(only(role.getKey())));
            role(role.getKey(), role.getValue());
        }
        assertEquals(List.of(), check());
        vault.seal();
        assertTrue(only("unsealing").fault().endsWith("is sealed"));
        vault.unseal();
        assertEquals(List.of(), check());
    }

    @Test
    void aTokenThatMayNotHandOverIsNamedWithWhatItLacks() throws Exception {
        RealVault.policy(vault, "preflight", TokenVaultView.POLICY.replace("\n", " "));
        List<String> findings =
                check().stream().map(each -> text(each) + ": " + each.wayOut()).toList();
        assertEquals(3, findings.size(), findings::toString);
        assertTrue(
                findings.contains(
                        "auth/token/accessors is denied to the environment's Vault credential: grant list and sudo on it"),
                findings::toString);
    }

    private static String issuer() {
        return io.calvinverse.environments.handover.HandoverSettings.policy("role.system.linux");
    }

    private static String text(Finding finding) {
        return finding.subject() + " " + finding.fault();
    }
}
