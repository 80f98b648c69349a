package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.EnvVars;
import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.step.ServiceAddressStep;
import io.jenkins.plugins.calvinverse.environments.variables.EnvironmentVariables;
import io.jenkins.plugins.calvinverse.environments.variables.ServiceVariable;
import java.util.List;
import java.util.Map;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Services of a real Consul, and of none. */
class ServiceAddressTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void servicesAreFoundAlsoWhenConsulIsAwayAndTheControllerRestarts() throws Throwable {
        try (ConsulPart consul = ConsulPart.start()) {
            consul.command(
                    "services",
                    "register",
                    "-name=artefacts",
                    "-tag=write-production",
                    "-address=10.1.2.3",
                    "-port=8081");
            sessions.then(j -> {
                Trial.configure(consul);
                forms(j);
                found(j);
                notFound(j);
                freestyle(j);
                testConnection(j, consul);
                consul.server().kill();
                lastKnown(j);
            });
            sessions.then(j -> {
                // Nothing is known from before now, and nobody answers.
                WorkflowRun build = Trial.job("waits", "echo 'at ' + serviceAddress('artefacts')")
                        .scheduleBuild2(0)
                        .waitForStart();
                j.waitForMessage("serviceAddress", build);
                String log = Trial.fail(j, "brief", "serviceAddress service: 'artefacts', waitSeconds: 0");
                assertTrue(log.contains("has said nothing about service 'artefacts' yet"), log);
                assertTrue(build.isBuilding());
            });
            sessions.then(j -> {
                WorkflowRun build = j.jenkins
                        .getItemByFullName("waits", org.jenkinsci.plugins.workflow.job.WorkflowJob.class)
                        .getLastBuild();
                assertTrue(build.isBuilding());
                consul.server().restart();
                j.assertBuildStatusSuccess(j.waitForCompletion(build));
                j.assertLogContains("at 10.1.2.3:8081", build);
                consul.server().kill();
                WorkflowRun stopped = Trial.job("stopped", "serviceAddress 'builds'")
                        .scheduleBuild2(0)
                        .waitForStart();
                j.waitForMessage("serviceAddress", stopped);
                stopped.doStop();
                j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(stopped));
            });
        }
    }

    private static void forms(JenkinsRule j) throws Exception {
        ServiceAddressStep step = new ServiceAddressStep("artefacts");
        SnippetizerTester tester = new SnippetizerTester(j);
        tester.assertRoundTrip(step, "serviceAddress 'artefacts'");
        step.setTag("write-production");
        step.setScheme("http");
        step.setPath("/artefacts/");
        step.setEnvironment(Trial.SHOP);
        tester.assertRoundTrip(
                step,
                "serviceAddress environment: 'small-shop', path: '/artefacts/', scheme: 'http', service: 'artefacts',"
                        + " tag: 'write-production'");
    }

    private static void found(JenkinsRule j) throws Exception {
        String log = Trial.run(j, "found", """
                echo 'plain ' + serviceAddress(service: 'artefacts', tag: 'write-production')
                echo 'url ' + serviceAddress(service: 'artefacts', scheme: 'http', path: 'artefacts/')
                echo 'named ' + serviceAddress(service: 'artefacts', environment: 'small-shop', tag: 'write-production')
                withEnvironment('small-shop') {
                  echo 'pinned ' + serviceAddress('artefacts')
                }
                """);
        for (String line : List.of(
                "plain 10.1.2.3:8081",
                "url http://10.1.2.3:8081/artefacts/",
                "named nexus.example.org:8081",
                "pinned nexus.example.org:8081")) {
            assertTrue(log.contains(line + System.lineSeparator()), log);
        }
    }

    private static void notFound(JenkinsRule j) throws Exception {
        String service = Trial.fail(j, "no-service", "serviceAddress 'artifacts'");
        assertTrue(service.contains("no service 'artifacts' in calvinverse-01"), service);
        assertTrue(service.contains("did you mean 'artefacts'?"), service);
        String tag = Trial.fail(j, "no-tag", "serviceAddress service: 'artefacts', tag: 'read'");
        assertTrue(tag.contains("has no instance with tag 'read'"), tag);
        String fixed = Trial.fail(j, "no-fixed", "serviceAddress service: 'mail', environment: 'small-shop'");
        assertTrue(fixed.contains("no service 'mail' in small-shop"), fixed);
        String path = Trial.fail(j, "no-scheme", "serviceAddress service: 'artefacts', path: 'x'");
        assertTrue(path.contains("give a scheme too, such as scheme: 'http'"), path);
    }

    private static void freestyle(JenkinsRule j) throws Exception {
        FreeStyleProject job = j.createFreeStyleProject("freestyle");
        EnvironmentVariables variables = new EnvironmentVariables();
        ServiceVariable nexus = new ServiceVariable("NEXUS", "artefacts");
        nexus.setTag("write-production");
        variables.setServices(List.of(nexus));
        job.getBuildWrappersList().add(variables);
        CaptureEnvironmentBuilder capture = new CaptureEnvironmentBuilder();
        job.getBuildersList().add(capture);
        j.buildAndAssertSuccess(job);
        EnvVars env = capture.getEnvVars();
        assertEquals("10.1.2.3:8081", env.get("NEXUS"));
        assertEquals(ConsulPart.DATACENTER, env.get("CALVINVERSE_ENVIRONMENT"));
        assertEquals("consulverse", env.get("CALVINVERSE_DOMAIN"));

        job.getBuildersList().clear();
        j.configRoundtrip(job);
        EnvironmentVariables saved = job.getBuildWrappersList().get(EnvironmentVariables.class);
        assertEquals("write-production", saved.getServices().get(0).getTag());
        saved.setEnvironment("nowhere");
        FreeStyleBuild failed = j.assertBuildStatus(
                Result.FAILURE, job.scheduleBuild2(0, new Cause.UserIdCause()).get());
        j.assertLogContains("There is no environment “nowhere”; there are: calvinverse-01, small-shop", failed);
    }

    private static void testConnection(JenkinsRule j, ConsulPart consul) throws Exception {
        String fine = test(
                j,
                Map.of(
                        "name",
                        ConsulPart.DATACENTER,
                        "consul",
                        "true",
                        "addresses",
                        consul.http().toString()));
        assertTrue(fine.contains("Consul 1."), fine);
        assertTrue(fine.contains("of datacenter calvinverse-01; leader 127.0.0.1:"), fine);
        assertTrue(fine.contains("access control is off"), fine);
        String other = test(
                j,
                Map.of(
                        "name",
                        "other",
                        "consul",
                        "true",
                        "addresses",
                        consul.http().toString()));
        assertTrue(other.contains("error"), other);
        String nobody = test(
                j,
                Map.of(
                        "name", "other",
                        "consul", "true",
                        "addresses", "http://127.0.0.1:1",
                        "vault", "true",
                        "vaultUrl", "http://127.0.0.1:1"));
        assertTrue(nobody.contains("error") && nobody.contains("http://127.0.0.1:1"), nobody);
        String wrong = test(j, Map.of("name", "other", "consul", "true", "tokenCredentialsId", "nobody"));
        assertTrue(wrong.contains("no secret text “nobody”"), wrong);
        String noUrl = test(j, Map.of("name", "other", "vault", "true"));
        assertTrue(noUrl.contains("Vault has no URL"), noUrl);
        String nothing = test(j, Map.of("name", "other", "addresses", "http://127.0.0.1:1"));
        assertTrue(nothing.contains("there is nothing to connect to"), nothing);
    }

    /** What the form answers to its button. */
    static String test(JenkinsRule j, Map<String, String> parameters) throws Exception {
        try (JenkinsRule.WebClient client = j.createWebClient()) {
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl(
                            "descriptorByName/io.jenkins.plugins.calvinverse.environments.definition.Environment/testConnection"),
                    HttpMethod.POST);
            request.setRequestParameters(parameters.entrySet().stream()
                    .map(e -> new NameValuePair(e.getKey(), e.getValue()))
                    .toList());
            return client.getPage(request).getWebResponse().getContentAsString();
        }
    }

    /** What was found is still known; how old it is, is said. */
    private static void lastKnown(JenkinsRule j) throws Exception {
        for (int i = 0; i < 100; i++) {
            String log = Trial.run(
                    j, "last-known", "echo 'old ' + serviceAddress(service: 'artefacts', tag: 'write-production')");
            assertTrue(log.contains("old 10.1.2.3:8081"), log);
            if (log.contains("Address of write-production.artefacts: last known, ")) {
                return;
            }
        }
        throw new AssertionError("the age of the address is not in the log");
    }
}
