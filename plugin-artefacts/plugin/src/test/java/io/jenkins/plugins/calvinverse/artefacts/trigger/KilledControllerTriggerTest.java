package io.jenkins.plugins.calvinverse.artefacts.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** kill -9 of the controller after it took a notification and before its job started: the next controller starts it, once. */
class KilledControllerTriggerTest {

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void whatWasToldStartsItsJobLater() throws Throwable {
        jenkins.startJenkins();
        jenkins.runRemotely(KilledControllerTriggerTest::prepare);
        URI url = jenkins.getUrl().toURI();
        assertEquals(
                "new: 1\n",
                Told.tell(url, "server", Told.gitea(1, "Acme.Core", "1.0"), Told.SECRET)
                        .body());
        jenkins.stopJenkinsForcibly();
        hurry(jenkins.getHome().toPath().resolve("jobs/deploy/config.xml"));
        jenkins.startJenkins();
        jenkins.runRemotely(KilledControllerTriggerTest::built);
        // Once more: what is done stays done, and the same told again is known.
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        assertEquals(
                "new: 0\n",
                Told.tell(jenkins.getUrl().toURI(), "server", Told.gitea(1, "Acme.Core", "1.0"), Told.SECRET)
                        .body());
        Told.tell(jenkins.getUrl().toURI(), "server", Told.gitea(2, "Acme.Core", "1.1"), Told.SECRET);
        jenkins.runRemotely(KilledControllerTriggerTest::builtTwice);
    }

    private static void prepare(JenkinsRule rule) throws Throwable {
        Told.known("gitea");
        WorkflowJob job = Told.job("deploy", new ArtefactTrigger("Acme.*"));
        // It waits in the queue for as long as this controller lives.
        job.setQuietPeriod(100_000);
        job.save();
    }

    private static void hurry(Path config) throws IOException {
        Files.writeString(config, Files.readString(config).replace("100000", "0"));
    }

    private static void built(JenkinsRule rule) throws Throwable {
        WorkflowJob job = Jenkins.get().getItemByFullName("deploy", WorkflowJob.class);
        rule.assertLogContains("for nuget Acme.Core 1.0", Told.build(job, 1));
    }

    private static void builtTwice(JenkinsRule rule) throws Throwable {
        WorkflowJob job = Jenkins.get().getItemByFullName("deploy", WorkflowJob.class);
        rule.assertLogContains("for nuget Acme.Core 1.1", Told.build(job, 2));
        assertEquals(3, job.getNextBuildNumber());
    }
}
