package io.calvinverse.environments.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.preflight.Profile.Generation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreflightTest {
    private final Map<String, String> keys = CompleteSite.keys();
    private final List<ServiceSeen> services = CompleteSite.services();
    private final Map<String, Duration> clocks = new TreeMap<>();
    private Profile profile = CompleteSite.profile(Generation.B);
    private MemoryVault vault = new MemoryVault(Generation.B);

    private List<Finding> check() {
        Map<String, Content> contents = new TreeMap<>();
        keys.forEach((key, value) -> contents.put(key, Content.of(value)));
        return new Preflight(Preflight.CALVINVERSE)
                .check(new Site(profile, contents, services, Optional.ofNullable(vault), clocks));
    }

    private Finding only() {
        List<Finding> findings = check();
        assertEquals(1, findings.size(), findings::toString);
        Finding finding = findings.get(0);
        assertFalse(finding.neededBy().isBlank() || finding.wayOut().isBlank(), finding::toString);
        return finding;
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsMissing(Generation generation) {
        profile = CompleteSite.profile(generation);
        vault = new MemoryVault(generation);
        assertEquals(List.of(), check());
    }

    @Test
    void eachKeyThatGoesIsNamedAlone() {
        for (String key : CompleteSite.keys().keySet()) {
            String value = keys.remove(key);
            Finding finding = only();
            assertTrue(key.startsWith(finding.subject()), () -> key + " is gone, and it says " + finding);
            keys.put(key, value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachPolicyThatGoesIsNamedAlone(Generation generation) {
        profile = CompleteSite.profile(generation);
        vault = new MemoryVault(generation);
        for (String policy : CompleteSite.policies(generation).keySet()) {
            String path = vault.policies.remove(policy);
            Finding finding = only();
            assertEquals(path, finding.subject());
            assertTrue(finding.fault().startsWith("is denied to tokens of role."), finding::fault);
            vault.policies.put(policy, path);
        }
    }

    @Test
    void eachSecretThatGoesIsNamedAlone() {
        for (String path : Set.copyOf(vault.present)) {
            if (path.contains("write.") && !path.contains("readwrite.")) {
                continue; // Read by generation A alone
            }
            vault.present.remove(path);
            assertEquals(path, only().subject());
            vault.present.add(path);
        }
    }

    @Test
    void eachServiceThatGoesOrFailsIsNamedAlone() {
        for (ServiceSeen seen : CompleteSite.services()) {
            String host = seen.tags().iterator().next() + "." + seen.service();
            services.remove(seen);
            assertEquals(host, only().subject());
            ServiceSeen failing =
                    new ServiceSeen(seen.service(), seen.tags(), seen.address(), seen.port(), false, "refused");
            services.add(failing);
            assertEquals("fails its checks: refused", only().fault());
            services.remove(failing);
            services.add(seen);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    config/services/secrets/protocol/http/port  | 8200 | config/services/secrets/protocol/http/port | is read by nobody
                    config/services/builds/metrics/statsd/rules | anNvbiA9IHRydWUKbWVhc3VyZW1lbnQ= | config/services/builds/metrics/statsd/rules | holds base64
                    config/services/builds/protocols/http/port  | http | config/services/builds/protocols/http/port | holds "http", which is no port
                    config/services/builds/protocols/http/port  | 8081 | config/services/builds/protocols/http/port | says 8081, but active.builds listens on 8080
                    config/services/builds/protocols/http/host  | active.builds.service.consulverse | config/services/builds/protocols/http/host | holds "active.builds.service.consulverse"
                    config/services/builds/protocols/http/host  | active.build | active.build | has no instance in the catalog
                    config/services/builds/protocols/http/host  | http.builds | http.builds | has no instance in the catalog
                    config/environment/directory/initialized    | false | config/environment/directory/initialized | is not true
                    config/environment/directory/users/builds/agent | CN=agent,DC=ad | config/environment/directory/users/builds/agent | holds a distinguished name
                    config/services/consul/domain               | consul | config/services/consul/domain | says consul, but Consul's domain is consulverse
                    config/environment/mail/suffix              | ' ' | config/environment/mail/suffix | is empty
                    config/projects/calvinverse/base/user       | git | secret/projects/calvinverse/base/user | is not in Vault
                    """)
    void aKeyThatMeansSomethingElse(String key, String value, String subject, String fault) {
        keys.put(key, value);
        Finding finding = only();
        assertEquals(subject, finding.subject());
        assertEquals(fault, finding.fault());
    }

    @Test
    void rulesForStatsdAreNotTakenForBase64() {
        keys.put("config/services/builds/metrics/statsd/rules", "builds.*.time measurement.job.field");
        assertEquals(List.of(), check());
    }

    @Test
    void aTokenRoleThatGoes() {
        vault.roles.remove("role.build.agent.windows");
        assertEquals("auth/token/roles/role.build.agent.windows", only().subject());
    }

    @Test
    void aSealedVaultIsOneFindingNotOnePerSecret() {
        vault.trouble = "is sealed";
        vault.policies.clear();
        assertEquals(
                "Vault is sealed (needed by every machine and every build that uses secrets); unseal or start it",
                only().toString());
    }

    @Test
    void whatCannotBeToldIsSaid() {
        vault.broken = "permission denied";
        assertEquals("could not be made: permission denied", only().fault());
    }

    @Test
    void clocksThatDisagree() {
        clocks.put("Vault", Duration.ofSeconds(-95));
        clocks.put("Consul", Duration.ofSeconds(2));
        assertEquals("is 95 s behind this controller", only().fault());
    }

    @Test
    void onlyTheNeedsOfThoseWhoAreThereCount() {
        profile = new Profile(
                CompleteSite.DATACENTER, CompleteSite.DOMAIN, "config/", EnumSet.of(Consumer.LINUX), Generation.B);
        keys.keySet().removeIf(key -> key.contains("/directory/") || key.contains("/backups/"));
        vault.roles.remove("role.build.master");
        assertEquals(List.of(), check());
        vault = null;
        assertEquals(List.of(), check());
    }

    @Test
    void otherPluginsAddRules() {
        Rule other = new Rule() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public List<Finding> check(Site site) {
                return List.of(new Finding("other", "repository x", "is missing", "builds", "make it"));
            }
        };
        List<Rule> rules = new ArrayList<>(Preflight.CALVINVERSE);
        rules.add(other);
        Site site = new Site(profile, Map.of(), List.of(), Optional.empty(), Map.of());
        List<Finding> findings = new Preflight(rules).check(site);
        assertEquals("repository x", findings.get(findings.size() - 1).subject());
    }
}
