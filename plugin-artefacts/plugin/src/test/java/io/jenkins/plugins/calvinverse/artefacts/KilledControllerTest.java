package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.calvinverse.artefacts.fault.Fault;
import io.calvinverse.artefacts.fault.FaultProxy;
import io.calvinverse.artefacts.raw.FileServer;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactsAction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** kill -9 of the controller while a file is on its way: afterwards the step goes on, and the file is there once and whole. */
class KilledControllerTest {

    private static final String PASSWORD = "geheim-unterwegs";

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void aPublicationInFlightIsTakenUpAgain() throws Throwable {
        try (FileServer server = new FileServer();
                FaultProxy proxy = new FaultProxy(server.port())) {
            String to = "http://127.0.0.1:" + proxy.port() + "/files";
            // The second request is the upload of the first file; it hangs.
            proxy.arm(Fault.SILENCE, 2, Integer.MAX_VALUE);
            jenkins.startJenkins();
            jenkins.runRemotely(KilledControllerTest::begin, to);
            Instant end = Instant.now().plus(Duration.ofMinutes(3));
            while (proxy.seen().stream().noneMatch(line -> line.startsWith("PUT"))) {
                assertTrue(Instant.now().isBefore(end), "no upload began: " + proxy.seen());
                Thread.sleep(100);
            }
            jenkins.stopJenkinsForcibly();
            Trial.assertNowhere(jenkins.getHome().toPath().resolve("jobs"), PASSWORD);
            proxy.arm(Fault.NONE, 0, 0);
            jenkins.startJenkins();
            jenkins.runRemotely(KilledControllerTest::finish);
            for (String file : new String[] {"a.txt", "b.txt"}) {
                byte[] stored = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(to + "/" + file))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body();
                assertArrayEquals(("content of " + file).getBytes(StandardCharsets.UTF_8), stored);
            }
        }
    }

    private static void begin(JenkinsRule rule, String to) throws Throwable {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "publisher", "", "writer", PASSWORD));
        SystemCredentialsProvider.getInstance().save();
        WorkflowJob job = rule.jenkins.createProject(WorkflowJob.class, "publish");
        job.setDefinition(new CpsFlowDefinition(
                "node { for (f in ['a.txt', 'b.txt']) { writeFile file: f, text: \"content of $f\" };"
                        + " def all = publishArtefacts to: '" + to + "', credentialsId: 'publisher',"
                        + " artefacts: [raw('*.txt')]; echo \"got ${all.size()}\" }",
                true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void finish(JenkinsRule rule) throws Throwable {
        WorkflowRun build =
                rule.jenkins.getItemByFullName("publish", WorkflowJob.class).getBuildByNumber(1);
        rule.waitForCompletion(build);
        rule.assertBuildStatusSuccess(build);
        rule.assertLogContains("got 2", build);
        assertEquals(2, build.getAction(ArtefactsAction.class).getPublished().size());
    }
}
