package io.jenkins.plugins.calvinverse.artefacts.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.TaskListener;
import hudson.security.csrf.DefaultCrumbIssuer;
import io.calvinverse.artefacts.arrival.Arrival;
import java.net.URI;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ArtefactTriggerTest {

    private JenkinsRule jenkins;
    private URI url;

    @BeforeEach
    void secure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        url = rule.getURL().toURI();
        // Nobody may anything, and crumbs are asked for.
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy());
        rule.jenkins.setCrumbIssuer(new DefaultCrumbIssuer(false));
        Told.known("gitea");
    }

    @Test
    void aJobStartsOncePerArtefactAndIsToldWhich() throws Exception {
        WorkflowJob job = Told.job("deploy", new ArtefactTrigger("Acme.*"));
        String first = Told.gitea(1, "Acme.Core", "1.0");
        assertEquals("new: 1\n", Told.tell(url, "server", first, Told.SECRET).body());
        WorkflowRun build = Told.build(job, 1);
        jenkins.assertLogContains("for nuget Acme.Core 1.0 .", build);
        jenkins.assertLogContains("Started by the arrival of nuget Acme.Core 1.0 in acme", build);
        assertEquals("new: 0\n", Told.tell(url, "server", first, Told.SECRET).body());
        Told.tell(url, "server", Told.gitea(2, "Other", "1.0"), Told.SECRET);
        Told.tell(url, "server", Told.gitea(3, "Acme.Core", "1.1"), Told.SECRET);
        jenkins.assertLogContains("for nuget Acme.Core 1.1 .", Told.build(job, 2));
        assertEquals(3, job.getNextBuildNumber());
        // What is kept of the build knows it, too.
        build.reload();
        assertEquals("1.0", build.getEnvironment(TaskListener.NULL).get("ARTEFACT_VERSION"));
    }

    @Test
    void manyAtOnceStartABuildEach() throws Exception {
        WorkflowJob job = Told.job("deploy", new ArtefactTrigger(""));
        job.setQuietPeriod(2);
        for (int i = 1; i <= 5; i++) {
            Told.tell(url, "server", Told.gitea(i, "Acme.Core", "1." + i), Told.SECRET);
        }
        for (int i = 1; i <= 5; i++) {
            Told.build(job, i);
        }
    }

    @Test
    void whoDoesNotKnowTheSecretStartsNothing() throws Exception {
        WorkflowJob job = Told.job("deploy", new ArtefactTrigger(""));
        String body = Told.gitea(1, "Acme.Core", "1.0");
        assertEquals(403, Told.tell(url, "server", body, "falsch").statusCode());
        assertEquals(403, Told.tell(url, "nobody", body, Told.SECRET).statusCode());
        assertEquals(403, Told.tell(url, "", body, Told.SECRET).statusCode());
        assertEquals(400, Told.tell(url, "server", "no json", Told.SECRET).statusCode());
        assertEquals(
                413,
                Told.tell(url, "server", "x".repeat(5_000_000), Told.SECRET).statusCode());
        Told.tell(url, "server", Told.gitea(2, "Acme.Core", "1.1"), Told.SECRET);
        jenkins.assertLogContains("Acme.Core 1.1", Told.build(job, 1));
    }

    @Test
    void everyPatternMustFit() {
        Arrival arrival = new Arrival("server", "docker", "r:5000", "acme/app.x", "1.0", "sha256:a");
        ArtefactTrigger trigger = new ArtefactTrigger("acme/*.x");
        assertTrue(trigger.wants(arrival));
        assertTrue(new ArtefactTrigger("").wants(arrival));
        assertFalse(new ArtefactTrigger("acme/appxx").wants(arrival));
        assertFalse(new ArtefactTrigger("app*").wants(arrival));
        trigger.setVersion("2*");
        assertFalse(trigger.wants(arrival));
        trigger.setVersion("1.*");
        trigger.setFormat("maven");
        assertFalse(trigger.wants(arrival));
        trigger.setFormat("docker");
        trigger.setRepository("r:*");
        trigger.setSender("other");
        assertFalse(trigger.wants(arrival));
    }

    @Test
    void itsFormKeepsWhatWasSaid() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        ArtefactTrigger trigger = new ArtefactTrigger("acme/*");
        trigger.setFormat("docker");
        trigger.setVersion("1.*");
        trigger.setRepository("r:5000");
        trigger.setSender("server");
        project.addTrigger(trigger);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .toEveryone());
        jenkins.configRoundtrip(project);
        ArtefactTrigger read = project.getTrigger(ArtefactTrigger.class);
        jenkins.assertEqualDataBoundBeans(trigger, read);
    }
}
