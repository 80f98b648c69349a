package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.release.ReleaseConfigurationStep;
import io.jenkins.plugins.calvinverse.environments.release.ReleasedConfiguration;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Releases of configuration from an agent's workspace into a real Consul. */
@WithJenkins
class ReleaseTest {
    private static final String FIRST = """
            config:
              - key: config/services/queue/host
                value: amqp.queue
              - key: config/services/queue/port
                value: 5672
              - key: config/services/logs/filter
                file: filter.txt
            """;

    @Test
    void releasesArePlannedPublishedReadAndTakenBack(JenkinsRule j) throws Exception {
        j.createOnlineSlave(hudson.model.Label.get("linux"));
        try (ConsulPart consul = ConsulPart.start()) {
            Trial.configure(consul);
            forms(j);
            plan(j, consul);
            WorkflowRun build = release(j, consul);
            pages(j, build);
            second(j);
            drift(j, consul);
            String before = consul.command("kv", "get", "-recurse", "");
            refused(j);
            assertEquals(before, consul.command("kv", "get", "-recurse", ""), "a refusal writes nothing");
            foreignEditStopsARelease(j);
            rollback(j, consul);
        }
    }

    private static void forms(JenkinsRule j) throws Exception {
        ReleaseConfigurationStep step = new ReleaseConfigurationStep("1.4.0");
        step.setDirectory("config");
        SnippetizerTester tester = new SnippetizerTester(j);
        tester.assertRoundTrip(step, "releaseConfiguration directory: 'config', version: '1.4.0'");
        step.setOverwrite(true);
        step.setStream("team");
        step.setEnvironment(Trial.SHOP);
        tester.assertRoundTrip(
                step,
                "releaseConfiguration directory: 'config', environment: 'small-shop', overwrite: true, stream: 'team',"
                        + " version: '1.4.0'");
    }

    private static String sources(String yaml, String rest) {
        return """
                node('linux') {
                  writeFile file: 'kv/services/queue.yaml', text: '''%s'''
                  writeFile file: 'kv/services/filter.txt', text: 'input { }'
                  %s
                }
                """.formatted(yaml, rest);
    }

    private static void plan(JenkinsRule j, ConsulPart consul) throws Exception {
        String log = Trial.run(j, "plan", sources(FIRST, """
                def plan = configurationPlan version: '1.0.0', directory: 'kv'
                echo "to ${plan.version} from ${plan.current}: adds ${plan.added.size()}, refused ${plan.refusals.size()}"
                """));
        assertTrue(log.contains("Release from no release to 1.0.0"), log);
        assertTrue(log.contains("+ config/services/queue/port = \"5672\""), log);
        assertTrue(log.contains("to 1.0.0 from null: adds 3, refused 0"), log);
        assertEquals("", consul.command("kv", "get", "-keys", "-recurse", "config/"));
    }

    private static WorkflowRun release(JenkinsRule j, ConsulPart consul) throws Exception {
        String log = Trial.run(j, "release", sources(FIRST, """
                def done = releaseConfiguration version: '1.0.0', directory: 'kv', commit: 'ab12', author: 'ann'
                echo "act ${done.number}: ${done.kind} of ${done.version}, ${done.published}, ${done.commit} by ${done.author}"
                def again = releaseConfiguration version: '1.0.0', directory: 'kv', commit: 'ab12', author: 'ann'
                echo "again act ${again.number}"
                """));
        assertTrue(log.contains("Release 1.0.0 is published in calvinverse-01"), log);
        assertTrue(log.contains("act 1: publish of 1.0.0, true, ab12 by ann"), log);
        assertTrue(log.contains("again act 1"), log);
        assertEquals(
                "5672",
                consul.command("kv", "get", "config/services/queue/port").strip());
        assertEquals(
                "input { }",
                consul.command("kv", "get", "config/services/logs/filter").strip());
        String read = Trial.run(j, "read", """
                def all = readConfiguration()
                echo "${all.size()} keys, port ${all['config/services/queue/port']}"
                echo "below ${readConfiguration(below: 'config/services/logs/').keySet()}"
                """);
        assertTrue(read.contains("3 keys, port 5672"), read);
        assertTrue(read.contains("below [config/services/logs/filter]"), read);
        String outside = Trial.fail(j, "read-outside", "readConfiguration below: 'auth/'");
        assertTrue(outside.contains("“auth/” is not below config/"), outside);
        return j.jenkins.getItemByFullName("release", WorkflowJob.class).getLastBuild();
    }

    private static void pages(JenkinsRule j, WorkflowRun build) throws Exception {
        assertEquals(1, build.getActions(ReleasedConfiguration.class).size());
        try (JenkinsRule.WebClient client = j.createWebClient()) {
            HtmlPage page = client.getPage(build);
            HtmlPage release = page.getAnchorByText("calvinverse-01").click();
            String text = release.asNormalizedText();
            assertTrue(text.contains("config/services/queue/port"), text);
            assertTrue(text.contains("1.0.0"), text);
            HtmlPage environment = client.goTo("environments/environment/calvinverse-01/");
            String shown = environment.asNormalizedText();
            assertTrue(shown.contains("1.0.0"), shown);
            assertTrue(shown.contains("consul"), shown);
            assertTrue(client.goTo("environments/").asNormalizedText().contains("small-shop"));
        }
    }

    private static void second(JenkinsRule j) throws Exception {
        String log = Trial.run(j, "second", sources(FIRST.replace("5672", "5671"), """
                releaseConfiguration version: '1.1.0', directory: 'kv'
                echo 'history ' + configurationHistory().collect { it.version + ' ' + it.previous }.join(', ')
                """));
        assertTrue(log.contains("~ config/services/queue/port: \"5672\" -> \"5671\""), log);
        assertTrue(log.contains("history 1.1.0 1.0.0, 1.0.0 "), log);
    }

    private static void drift(JenkinsRule j, ConsulPart consul) throws Exception {
        String clean = Trial.run(j, "clean", "echo 'clean ' + configurationDrift().clean");
        assertTrue(clean.contains("clean true"), clean);
        consul.command("kv", "put", "config/services/queue/port", "1");
        String log = Trial.run(j, "drift", """
                def drift = configurationDrift()
                echo "clean ${drift.clean}: ${drift.keys}"
                """);
        assertTrue(log.contains("clean false: [config/services/queue/port]"), log);
        assertTrue(log.contains("key config/services/queue/port was edited by another hand"), log);
    }

    private static void refused(JenkinsRule j) throws Exception {
        String yaml = Trial.fail(
                j,
                "bad-yaml",
                sources(
                        "config:\n  - key: auth/x\n    value: 1\n  - clef: y\n",
                        "configurationPlan version: '2.0.0', directory: 'kv'"));
        assertTrue(yaml.contains("services/queue.yaml:2"), yaml);
        assertTrue(yaml.contains("services/queue.yaml:4"), yaml);
        assertTrue(yaml.contains("key \"auth/x\" is outside of config/; begin it with config/"), yaml);
        String broken = Trial.fail(
                j,
                "broken-yaml",
                sources("config:\n  - key: [\n", "releaseConfiguration version: '2.0.0', directory: 'kv'"));
        assertTrue(broken.contains("services/queue.yaml:"), broken);
        String twice = Trial.fail(
                j,
                "twice",
                sources(
                        FIRST + "  - key: config/services/queue/port\n    value: 1\n",
                        "releaseConfiguration version: '2.0.0', directory: 'kv'"));
        assertTrue(
                twice.contains("key config/services/queue/port is in services/queue.yaml:4 already; remove one"),
                twice);
        String secret = Trial.fail(
                j,
                "secret",
                sources(
                        FIRST.replace("amqp.queue", "AKIAIOSFODNN7EXAMPLE"),
                        "releaseConfiguration version: '2.0.0', directory: 'kv'"));
        assertTrue(secret.contains("looks like a secret") && secret.contains("allow"), secret);
        assertFalse(secret.contains("AKIAIOSFODNN7EXAMPLE"), secret);
        String version =
                Trial.fail(j, "bad-version", sources(FIRST, "configurationPlan version: 'newest', directory: 'kv'"));
        assertTrue(version.contains("is not a version"), version);
        String outside =
                Trial.fail(j, "outside", sources(FIRST, "configurationPlan version: '2.0.0', directory: '../..'"));
        assertTrue(outside.contains("leads out of the workspace"), outside);
        String missing =
                Trial.fail(j, "missing", sources(FIRST, "configurationPlan version: '2.0.0', directory: 'nowhere'"));
        assertTrue(missing.contains("There is no directory “nowhere”"), missing);
        String noNode = Trial.fail(j, "no-node", "configurationPlan version: '2.0.0', directory: 'kv'");
        assertTrue(noNode.contains("put this step into node"), noNode);
        String noConsul = Trial.fail(j, "no-consul", "readConfiguration environment: 'small-shop'");
        assertTrue(noConsul.contains("The environment “small-shop” has no Consul"), noConsul);
        String older = Trial.fail(
                j, "older", sources(FIRST, "releaseConfiguration version: '0.9.0', directory: 'kv', overwrite: true"));
        assertTrue(
                older.contains(
                        "release 0.9.0 is older than the current 1.1.0; go back with a rollback, or give it a higher"),
                older);
        assertFalse(older.contains("is published in"), older);
    }

    private static void foreignEditStopsARelease(JenkinsRule j) throws Exception {
        String log = Trial.fail(j, "foreign", sources(FIRST, "releaseConfiguration version: '1.2.0', directory: 'kv'"));
        assertTrue(log.contains("edited by another hand"), log);
    }

    private static void rollback(JenkinsRule j, ConsulPart consul) throws Exception {
        String log = Trial.run(
                j, "rollback", "echo 'back ' + rollbackConfiguration(version: '1.0.0', overwrite: true).kind");
        assertTrue(log.contains("Rollback from 1.1.0 to 1.0.0"), log);
        assertTrue(log.contains("back rollback"), log);
        assertEquals(
                "5672",
                consul.command("kv", "get", "config/services/queue/port").strip());
        String never = Trial.fail(j, "never", "rollbackConfiguration '7.0.0'");
        assertTrue(never.contains("release 7.0.0 was never published"), never);
    }
}
