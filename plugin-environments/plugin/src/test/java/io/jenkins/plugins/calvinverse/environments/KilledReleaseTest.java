package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed while it publishes a release, and started again: the build goes on and ends it. */
class KilledReleaseTest {
    private static final int KEYS = 6_000;
    private static final String JOB = "release";

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void theBuildGoesOnAndEndsTheRelease() throws Throwable {
        try (ConsulPart consul = ConsulPart.start()) {
            String address = consul.http().toString();
            jenkins.startJenkins();
            jenkins.runRemotely(rule -> {
                Environment environment = new Environment(ConsulPart.DATACENTER);
                ConsulAccess access = new ConsulAccess();
                access.setAddresses(address);
                environment.setConsul(access);
                EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
                WorkflowJob job = rule.createProject(WorkflowJob.class, JOB);
                job.setDefinition(new CpsFlowDefinition("""
                        node {
                          def lines = (1..%d).collect { "- {key: config/services/s${it}/host, value: h${it}}" }
                          writeFile file: 'kv/a.yaml', text: "config:\\n" + lines.join("\\n")
                          releaseConfiguration version: '1.0.0', directory: 'kv'
                        }
                        """.formatted(KEYS), true));
                job.scheduleBuild2(0).waitForStart();
            });
            // Consul falls silent as soon as something is half-written; who writes hangs there and is killed.
            awaitFirstKey(consul);
            consul.server().freeze();
            jenkins.stopJenkinsForcibly();
            consul.server().thaw();
            assertTrue(isPending(consul), "the release was over before the controller was killed: it needs more keys");

            jenkins.startJenkins();
            jenkins.runRemotely(rule -> {
                WorkflowRun build =
                        rule.jenkins.getItemByFullName(JOB, WorkflowJob.class).getLastBuild();
                rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
                rule.assertLogContains("Release 1.0.0 is published in", build);
                assertEquals(
                        1,
                        rule.jenkins
                                .getItemByFullName(JOB, WorkflowJob.class)
                                .getBuilds()
                                .size());
            });
            String keys = consul.command("kv", "get", "-recurse", "config/services/");
            assertEquals(
                    KEYS, keys.lines().filter(line -> line.contains("/host:h")).count());
            assertFalse(isPending(consul));
        }
    }

    private static boolean isPending(ConsulPart consul) {
        return consul.command("kv", "get", "-recurse", "data/releases/heads/")
                .lines()
                .anyMatch(line -> line.contains("/pending:"));
    }

    private static void awaitFirstKey(ConsulPart consul) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(consul.http().resolve("/v1/kv/config/?keys"))
                .build();
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            assertTrue(System.nanoTime() < end, "nothing was written");
        }
    }
}
