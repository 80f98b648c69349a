package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datapipe.jenkins.vault.configuration.GlobalVaultConfiguration;
import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import hudson.ExtensionList;
import hudson.cli.CLICommandInvoker;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.environments.definition.Checks;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.preflight.EnvironmentCheckStep;
import io.jenkins.plugins.calvinverse.environments.preflight.PreflightMonitor;
import io.jenkins.plugins.calvinverse.environments.preflight.PreflightWork;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentFinding;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentNeed;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentRule;
import io.jenkins.plugins.calvinverse.environments.spi.EnvironmentSight;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An environment in which everything a Linux machine reads is there, on real parts, until something is taken away. */
@WithJenkins
class EnvironmentCheckTest {
    private static final String HERE = ConsulPart.DATACENTER;
    private static final String CHECK = "environmentCheck()";
    private static final Map<String, String> KEYS = new LinkedHashMap<>();
    private static final List<String> SECRETS = List.of(
            "secret/services/queue/users/logs/syslog",
            "secret/services/metrics/users/system",
            "secret/services/metrics/users/services",
            "secret/services/metrics/users/statsd");

    private static JenkinsRule j;
    private static ConsulPart consul;
    private static VaultPart vault;
    private static String token;

    private Environment environment;

    static {
        for (String line : """
                services/queue/protocols/amqp/host=amqp.queue
                services/queue/protocols/amqp/port=5672
                services/queue/logs/syslog/vhost=vhost.logs
                services/queue/logs/syslog/queue=syslog
                services/queue/logs/syslog/exchange=amq.direct
                services/secrets/protocols/http/host=active.secrets
                services/secrets/protocols/http/port=8200
                services/consul/datacenter=calvinverse-01
                services/consul/domain=consulverse
                services/metrics/protocols/http/host=http.metrics
                services/metrics/protocols/http/port=8086
                services/metrics/databases/system=system
                services/metrics/databases/services=services
                services/metrics/databases/statsd=services
                """.lines().toList()) {
            String[] parts = line.split("=", 2);
            KEYS.put("config/" + parts[0], parts[1]);
        }
    }

    @BeforeAll
    static void start(JenkinsRule rule) {
        j = rule;
        consul = ConsulPart.start();
        vault = VaultPart.start();
        token = VaultTrial.furnish(vault);
        KEYS.forEach((key, value) -> consul.command("kv", "put", key, value));
        register("queue", "amqp", 5672);
        register("secrets", "active", 8200);
        register("metrics", "http", 8086);
        SECRETS.forEach(path -> vault.admin("POST", path, "{\"password\":\"x\"}"));
        logs();
        metrics();
    }

    private static void register(String service, String tag, int port) {
        consul.command("services", "register", "-name=" + service, "-tag=" + tag, "-port=" + port);
    }

    private static void logs() {
        VaultTrial.policy(vault, "logs", "path \"secret/services/queue/users/logs/*\" { capabilities = [\"read\"] }");
    }

    private static void metrics() {
        VaultTrial.policy(vault, "metrics", "path \"secret/services/metrics/users/*\" { capabilities = [\"read\"] }");
    }

    @AfterAll
    static void end() {
        if (vault != null) {
            vault.close();
        }
        if (consul != null) {
            consul.close();
        }
    }

    @BeforeEach
    void configure() throws Exception {
        environment =
                VaultTrial.configure(consul.http().toString(), vault.address().toString(), token);
        Checks checks = new Checks();
        checks.setConsumers("linux");
        environment.setChecks(checks);
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
    }

    @Test
    void theCompleteTreeHasNoneAndWhatGoesIsNamedAlone() throws Exception {
        new SnippetizerTester(j).assertRoundTrip(new EnvironmentCheckStep(), CHECK);
        assertTrue(Trial.run(j, "complete", CHECK).contains(HERE + ": nothing is missing."));

        String key = "config/services/metrics/databases/statsd";
        consul.command("kv", "delete", key);
        alone("[required-keys] " + key + " is missing (needed by every Linux machine); add it");
        consul.command("kv", "put", key, KEYS.get(key));

        vault.admin("DELETE", "sys/policies/acl/logs", null);
        alone("[secrets] secret/services/queue/users/logs/syslog is denied to tokens of role.system.linux"
                + " (needed by every Linux machine); add a policy");
        logs();

        vault.admin("DELETE", SECRETS.get(1), null);
        alone("[secrets] " + SECRETS.get(1) + " is not in Vault");
        vault.admin("POST", SECRETS.get(1), "{\"password\":\"x\"}");

        vault.admin("DELETE", "auth/token/roles/" + VaultTrial.ROLE, null);
        alone("auth/token/roles/role.system.linux is not in Vault (needed by every Linux machine, new machines)");
        VaultTrial.role(vault);

        vault.seal();
        alone("[vault] Vault at " + vault.address() + " is sealed");
        vault.unseal();

        consul.server().freeze();
        try {
            alone("[consul] Consul cannot be asked: ");
        } finally {
            consul.server().thaw();
        }
        Trial.run(j, "complete", CHECK);
    }

    private static void alone(String finding) throws Exception {
        String log = Trial.fail(j, "incomplete", CHECK);
        assertTrue(log.contains(finding), log);
        assertTrue(log.contains(HERE + ": 1 thing is wrong or missing."), log);
    }

    @Test
    void administratorsSeeItOnThePageInTheMonitorAndOnTheCommandLine() throws Exception {
        PreflightMonitor monitor = ExtensionList.lookupSingleton(PreflightMonitor.class);
        assertEquals(
                0,
                new CLICommandInvoker(j, "check-environment")
                        .invokeWithArgs(HERE)
                        .returnCode());
        assertFalse(monitor.isActivated());
        String key = "config/services/queue/logs/syslog/queue";
        consul.command("kv", "delete", key);
        try {
            CLICommandInvoker.Result found = new CLICommandInvoker(j, "check-environment").invokeWithArgs(HERE);
            assertEquals(1, found.returnCode(), found::stderr);
            assertTrue(found.stdout().contains(key + " is missing"), found::stdout);
            assertTrue(monitor.isActivated());
            JenkinsRule.WebClient client = j.createWebClient().withJavaScriptEnabled(false);
            assertTrue(client.goTo("manage").asNormalizedText().contains(key + " is missing"));
            HtmlPage page = client.goTo("environments/environment/" + HERE + "/");
            assertTrue(page.getElementById("findings").asNormalizedText().contains(key), page::asNormalizedText);
        } finally {
            consul.command("kv", "put", key, KEYS.get(key));
        }
        HtmlPage page = j.createWebClient().goTo("environments/environment/" + HERE + "/");
        HtmlPage checked = j.submit(page.getFormByName("check"));
        assertTrue(checked.asNormalizedText().contains(HERE + ": nothing is missing."), checked::asNormalizedText);
        assertFalse(monitor.isActivated());
        CLICommandInvoker.Result unknown = new CLICommandInvoker(j, "check-environment").invokeWithArgs("tset");
        assertTrue(unknown.stderr().contains("there are: " + HERE), unknown::stderr);
    }

    @Test
    void otherPluginsAddRulesAndNeedsAndSomeAreLeftOut() throws Exception {
        Repositories rule = new Repositories();
        ExtensionList.lookup(EnvironmentRule.class).add(rule);
        try {
            askTheOthers(rule);
        } finally {
            ExtensionList.lookup(EnvironmentRule.class).remove(rule);
        }
    }

    private void askTheOthers(Repositories rule) throws Exception {
        String log = Trial.run(j, "others", """
                def seen = environmentCheck failOnFindings: false
                echo "clean ${seen.clean}: ${seen.findings.collect { it.subject }}"
                """);
        assertTrue(log.contains("clean false: [config/nexus, repository nuget-production-write]"), log);
        assertTrue(
                log.contains("repository nuget-production-write allows redeployment (needed by promotion); forbid it"),
                log);

        rule.away = true;
        assertTrue(Trial.fail(j, "away", CHECK).contains("the check repositories could not be made: Nexus is away"));

        environment.getChecks().setIgnored("config/nexus\nrepository *\nthe check repositories");
        EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
        assertTrue(Trial.run(j, "ignored", CHECK).contains("(2 more are left out by the settings.)"));
    }

    @Test
    void testConnectionSaysWhetherVaultIsSealed() throws Exception {
        Map<String, String> form = Map.of(
                "name", HERE, "vault", "true", "vaultUrl", vault.address().toString());
        String open = ServiceAddressTest.test(j, form);
        assertTrue(open.contains("is unsealed") && open.contains("ok"), open);
        // What the environment leaves open is hashicorp-vault-plugin's.
        VaultConfiguration global = new VaultConfiguration();
        global.setVaultUrl(vault.address().toString());
        GlobalVaultConfiguration.get().setConfiguration(global);
        vault.seal();
        try {
            String sealed = ServiceAddressTest.test(j, Map.of("name", HERE, "vault", "true"));
            assertTrue(sealed.contains("is sealed; unseal it") && sealed.contains("error"), sealed);
        } finally {
            vault.unseal();
        }
    }

    @Test
    void withoutAnythingThereIsNothingToMiss() throws Exception {
        EnvironmentsConfiguration.get().setEnvironments(List.of(new Environment("small-shop")));
        assertTrue(Trial.run(j, "shop", CHECK).contains("small-shop: nothing is missing."));
        ExtensionList.lookupSingleton(PreflightWork.class).run();
    }

    /** As a plugin for artefacts would have it. */
    private static final class Repositories implements EnvironmentRule {
        private volatile boolean away;

        @Override
        public String name() {
            return "repositories";
        }

        @Override
        public List<EnvironmentNeed> needs(String name) {
            return List.of(
                    new EnvironmentNeed(EnvironmentNeed.Kind.KEY, "config/nexus", "publishing", "add it"),
                    new EnvironmentNeed(EnvironmentNeed.Kind.SERVICE, "amqp.queue", "publishing", "start it"));
        }

        @Override
        public List<EnvironmentFinding> check(EnvironmentSight sight) throws IOException {
            if (!sight.name().equals(HERE)) {
                return List.of();
            }
            assertEquals("amqp.queue", sight.configuration().get("config/services/queue/protocols/amqp/host"));
            assertTrue(sight.services().stream().anyMatch(each -> each.port() == 8086 && each.passing()));
            if (away) {
                throw new IOException("Nexus is away");
            }
            return List.of(new EnvironmentFinding(
                    "repository nuget-production-write", "allows redeployment", "promotion", "forbid it"));
        }
    }
}
