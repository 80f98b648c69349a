package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.tasks.Shell;
import io.jenkins.plugins.calvinverse.artefacts.freestyle.ArtefactsBuilder;
import io.jenkins.plugins.calvinverse.artefacts.freestyle.ArtefactsRecorder;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactsAction;
import io.jenkins.plugins.calvinverse.artefacts.selection.RawArtefacts;
import io.jenkins.plugins.calvinverse.artefacts.selection.ZipArtefact;
import io.jenkins.plugins.calvinverse.artefacts.step.FetchArtefactStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishArtefactsStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FreestyleTest {

    @TempDir
    Path share;

    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void define(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject();
        RawArtefacts raw = new RawArtefacts("*.txt");
        raw.setInto("$BUILD_NUMBER");
        job.getPublishersList()
                .add(new ArtefactsRecorder(
                        new PublishArtefactsStep(share.toString(), List.of(raw, new ZipArtefact("*.txt", "all.zip")))));
    }

    @Test
    void publishesAfterTheBuildAndFetchesInTheNext() throws Exception {
        job.getBuildersList().add(new Shell("echo content > a.txt"));
        job = jenkins.configRoundtrip(job);
        PublishArtefactsStep read = (PublishArtefactsStep)
                job.getPublishersList().get(ArtefactsRecorder.class).getStep();
        assertEquals(share.toString(), read.getTo());
        assertEquals("all.zip", ((ZipArtefact) read.getArtefacts().get(1)).getName());

        FreeStyleBuild first = jenkins.buildAndAssertSuccess(job);
        assertEquals("content\n", Files.readString(share.resolve("1/a.txt")));
        assertTrue(Files.exists(share.resolve("all.zip")));
        assertEquals(2, first.getAction(ArtefactsAction.class).getPublished().size());

        FreeStyleProject next = jenkins.createFreeStyleProject();
        FetchArtefactStep fetch = new FetchArtefactStep(share.toString(), "raw", "1/a.txt");
        fetch.setFile("in/b.txt");
        next.getBuildersList().add(new ArtefactsBuilder(fetch));
        next.getBuildersList().add(new Shell("grep content in/b.txt"));
        next = jenkins.configRoundtrip(next);
        jenkins.buildAndAssertSuccess(next);
    }

    @Test
    void aBuildThatFailedPublishesNothingAndAFailureIsToldInALine() throws Exception {
        job.getBuildersList().add(new Shell("echo content > a.txt; exit 1"));
        FreeStyleBuild failed = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("Nothing is published", failed);
        try (var files = Files.list(share)) {
            assertEquals(0, files.count());
        }
        job.getBuildersList().clear();
        job.getBuildersList().add(new Shell("rm -f *.txt"));
        FreeStyleBuild empty = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("*.txt", empty);
        jenkins.assertLogNotContains("\tat io.jenkins", empty);
    }
}
