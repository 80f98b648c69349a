package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.preflight.Consumer;
import io.calvinverse.environments.preflight.Profile.Generation;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.MachineTokens;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Environments as YAML, and through the form. */
@WithJenkins
class ConfigurationAsCodeTest {
    private static final String GOOD = """
            unclassified:
              calvinverseEnvironments:
                environments:
                  - name: "one"
                    consul: {}
                  - name: "two"
                    staticServices:
                      - service: "artefacts"
                        addresses: "nexus:8081"
            """;

    private static JenkinsRule j;

    @BeforeAll
    static void remember(JenkinsRule rule) {
        j = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        ConfigurationAsCode.get()
                .configure(ConfigurationAsCodeTest.class
                        .getResource("configuration-as-code.yaml")
                        .toString());
    }

    @Test
    void everySettingIsUnderstood() {
        List<Environment> all = EnvironmentsConfiguration.get().getEnvironments();
        assertEquals(
                List.of("production", "small-shop", "by-dns"),
                all.stream().map(Environment::getName).toList());
        Environment production = all.get(0);
        assertEquals("prod.example", production.getDomain());
        assertTrue(production.isDefaultEnvironment());
        assertEquals("settings/", production.getConfigurationPrefix());
        assertEquals("tokens/", production.getHandoverPrefix());
        assertEquals(
                List.of("https://127.0.0.1:1", "https://127.0.0.1:2"),
                production.getConsul().addressList());
        assertEquals("consul-token", production.getConsul().getTokenCredentialsId());
        assertEquals("http://127.0.0.1:3", production.getVault().getVaultUrl());
        assertEquals("vault-token", production.getVault().getVaultCredentialId());
        assertEquals(1, production.getVault().getEngineVersion());
        assertEquals(
                List.of("consul-1.example.org", "consul-2.example.org:8301"),
                production.getFirstBoot().joinAddressList());
        assertEquals("gossip-key", production.getFirstBoot().getGossipKeyCredentialsId());
        assertEquals("stub-zone: example", production.getFirstBoot().getDnsZones());
        MachineTokens tokens = production.getMachineTokens();
        assertEquals("role.system.linux", tokens.roleOf("linux").orElseThrow());
        assertEquals("role.build.agent.windows", tokens.roleOf("windows").orElseThrow());
        assertTrue(tokens.isOwnPath());
        assertEquals(120, tokens.getSeconds());
        assertEquals(
                Set.of(Consumer.LINUX, Consumer.CONTROLLER),
                production.getChecks().consumerSet());
        assertEquals(Generation.A, production.getChecks().whichGeneration());
        assertEquals(
                List.of("config/services/backups/**"), production.getChecks().ignoredList());
        Environment shop = all.get(1);
        assertEquals(
                "[nexus.example.org:8081, [::1]:8082]",
                shop.getStaticServices().get(0).endpoints().toString());
        assertEquals("write-production", shop.getStaticServices().get(0).getTag());
        assertEquals(List.of("127.0.0.1:8600"), all.get(2).dnsServerList());
    }

    @Test
    void defaultsAreThoseOfCalvinverse() throws Exception {
        apply(GOOD);
        Environment one = EnvironmentsConfiguration.get().named("one").orElseThrow();
        assertEquals("consulverse", one.getDomain());
        assertEquals(List.of("http://127.0.0.1:8500"), one.getConsul().addressList());
        assertEquals("config/", one.getConfigurationPrefix());
        assertEquals("auth/services/templates/", one.getHandoverPrefix());
        assertFalse(one.isDefaultEnvironment());
        assertNull(one.getVault());
        assertNull(one.getFirstBoot());
        assertNull(one.getMachineTokens());
        assertNull(one.getChecks());
        assertNull(one.getConsul().getTokenCredentialsId());
    }

    @Test
    void exportIsTheSameConfiguration() throws Exception {
        String before = xml();
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        String yaml = exported.toString(StandardCharsets.UTF_8);
        int start = yaml.indexOf("  calvinverseEnvironments:");
        String ours = Pattern.compile("\n {2}\\S").split(yaml.substring(start))[0];
        EnvironmentsConfiguration.get().setEnvironments(List.of());

        apply("unclassified:\n" + ours + "\n");

        assertEquals(before, xml(), ours);
    }

    @Test
    void savingTheFormChangesNothing() throws Exception {
        String before = xml();
        HtmlPage page = j.createWebClient().goTo("manage/configure");
        assertTrue(page.asNormalizedText().contains("Environments"));
        j.submit(page.getFormByName("config"));
        assertEquals(before, xml());

        EnvironmentsConfiguration.get().setEnvironments(List.of());
        j.configRoundtrip();
        assertEquals(List.of(), EnvironmentsConfiguration.get().getEnvironments());
    }

    @Test
    void nonsenseIsRefusedWithItsReasonAndChangesNothing() throws Exception {
        apply(GOOD);
        refused("\"two\"", "\"one\"", "there are two environments “one”");
        refused("\"one\"", "\"One Two\"", "“One Two” is no name of a datacenter");
        refused("\"one\"", "\"\"", "is no name of a datacenter");
        refused("consul: {}", "consul: {}\n        domain: \".x\"", "“.x” is no DNS name");
        refused("consul: {}", "consul: {addresses: \"consul:8500\"}", "not a URL of a server");
        refused("consul: {}", "consul: {addresses: \"http://user:geheim@consul:8500\"}", "not a URL of a server");
        refused(
                "consul: {}",
                "consul: {tokenCredentialsId: \"nobody\"}",
                "no secret text “nobody” for the Consul token");
        refused("consul: {}", "consul: {caCertificates: \"nonsense\"}", "no certificate in PEM form");
        refused(
                "consul: {}",
                "consul: {}\n        dnsServers: \"127.0.0.1:8600\"",
                "Consul already finds its services");
        refused("consul: {}", "dnsServers: \"127.0.0.1\"", "“127.0.0.1” is no address");
        refused("consul: {}", "configurationPrefix: \"/config\"", "“/config” is no prefix of Consul keys");
        refused("consul: {}", "handoverPrefix: \"a/../b/\"", "is no prefix of Consul keys");
        refused("consul: {}", "vault: {vaultCredentialId: \"nobody\"}", "no Vault credential “nobody”");
        refused("consul: {}", "vault: {vaultUrl: \"vault:8200\"}", "the URL of Vault is none");
        refused("consul: {}", "firstBoot: {joinAddresses: \" \"}", "at least one address of a Consul server");
        refused("consul: {}", "firstBoot: {joinAddresses: \"a!b\"}", "“a!b” is no host name");
        refused(
                "consul: {}",
                "firstBoot: {joinAddresses: \"a\", gossipKeyCredentialsId: \"consul-token\"}",
                "the credential “consul-token” holds no gossip key");
        refused("consul: {}", "machineTokens: {defaultRole: \"r\"}", "give Consul and Vault");
        String both = "consul: {}\n        vault: {vaultUrl: \"http://vault:8200\"}\n        machineTokens: ";
        refused("consul: {}", both + "{ownPath: true}", "no token role is named");
        refused("consul: {}", both + "{defaultRole: \"a/b\"}", "“a/b” is no name of a token role");
        refused("consul: {}", both + "{defaultRole: \"a\", seconds: 301}", "cannot have 301 seconds");
        refused(
                "consul: {}",
                both + "{roles: [{template: \"t\", role: \"a\"}, {template: \"t\", role: \"b\"}]}",
                "the template “t” has two token roles");
        refused("consul: {}", "checks: {consumers: \"everybody\"}", "“everybody” is nobody known");
        refused("consul: {}", "checks: {generation: \"C\"}", "“C” is no generation");
        refused("nexus:8081", "nexus", "“nexus” is no address");
        refused("nexus:8081", "nexus:70000", "“nexus:70000” is no address");
        refused("nexus:8081", "", "the service “artefacts” has no address");
        refused("\"artefacts\"", "\"a b\"", "“a b” is no name of a service");
        refused(
                "consul: {}",
                "defaultEnvironment: true\n      - name: \"three\"\n        defaultEnvironment: true",
                "one, three");
        refused("consul: {}", "nonsense: true", "nonsense");
    }

    private static String xml() {
        return Jenkins.XSTREAM.toXML(
                EnvironmentsConfiguration.get().getEnvironments().toArray());
    }

    private static void refused(String good, String bad, String reason) throws Exception {
        assertTrue(GOOD.contains(good), good);
        String yaml = GOOD.replaceFirst(Pattern.quote(good), bad);
        String before = xml();
        Exception refusal = assertThrows(ConfiguratorException.class, () -> apply(yaml), yaml);
        StringBuilder told = new StringBuilder();
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            told.append(cause.getMessage()).append('\n');
        }
        assertTrue(told.toString().contains(reason), reason + " is not in " + told);
        assertFalse(told.toString().contains("geheim"), told.toString());
        assertEquals(before, xml());
    }

    private static void apply(String yaml) throws Exception {
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
    }
}
