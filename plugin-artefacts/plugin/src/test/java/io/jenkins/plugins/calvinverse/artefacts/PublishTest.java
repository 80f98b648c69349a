package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import hudson.tasks.Fingerprinter;
import io.calvinverse.artefacts.raw.FileServer;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactRecord;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactsAction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class PublishTest {

    @TempDir
    Path share;

    private JenkinsRule jenkins;
    private FileServer server;
    private String to;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        server = new FileServer();
        to = "http://127.0.0.1:" + server.port() + "/files";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WorkflowRun run(Result expected, String... lines) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node {\n" + String.join("\n", lines) + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private byte[] stored(String path) throws Exception {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(to + "/" + path)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        return response.statusCode() == 200 ? response.body() : null;
    }

    @Test
    void whatIsPublishedIsOnTheServerAndOnTheBuild() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "writeFile file: 'dist/a.txt', text: 'content'",
                "withEnv(['VERSION=1.2']) {",
                "  def all = publishArtefacts to: '" + to
                        + "', artefacts: [raw(files: '*.txt', dir: 'dist', into: 'v${VERSION}')]",
                "  echo \"got ${all[0].outcome} ${all[0].url} ${all[0].size} ${all[0].sha256.length()} ${all.size()}\"",
                "}");
        jenkins.assertLogContains("got published " + to + "/v1.2/a.txt 7 64 1", build);
        assertArrayEquals("content".getBytes(StandardCharsets.UTF_8), stored("v1.2/a.txt"));

        List<ArtefactRecord> records = build.getAction(ArtefactsAction.class).getPublished();
        assertEquals(
                List.of(to + "/v1.2/a.txt"),
                records.stream().map(ArtefactRecord::getLink).toList());
        assertTrue(build.getAction(Fingerprinter.FingerprintAction.class)
                .getRecords()
                .containsKey("a.txt"));
        assertTrue(build.getArtifacts().get(0).relativePath.matches("provenance/[0-9a-f]{16}\\.intoto\\.json"));
        String page = jenkins.createWebClient().getPage(build).asNormalizedText();
        assertTrue(page.contains("v1.2/a.txt"), page);

        build.reload();
        assertEquals(
                "published",
                build.getAction(ArtefactsAction.class).getPublished().get(0).getOutcome());
    }

    @Test
    void anEqualContentIsLeftAloneAndAnotherOneIsAConflict() throws Exception {
        String publish = "publishRaw to: '" + to + "', files: 'a.txt'";
        run(Result.SUCCESS, "writeFile file: 'a.txt', text: 'one'", publish);
        WorkflowRun again = run(
                Result.SUCCESS,
                "writeFile file: 'a.txt', text: 'one'",
                "def all = " + publish,
                "echo \"got ${all[0].outcome}\"");
        jenkins.assertLogContains("got present", again);
        WorkflowRun other = run(Result.FAILURE, "writeFile file: 'a.txt', text: 'two'", publish);
        jenkins.assertLogContains("has raw a.txt with another content", other);
        jenkins.assertLogContains("Nothing was published", other);
        jenkins.assertLogNotContains("\tat io.jenkins", other);
        assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), stored("a.txt"));
        run(Result.SUCCESS, "writeFile file: 'a.txt', text: 'two'", publish + ", onConflict: 'overwrite'");
        assertArrayEquals("two".getBytes(StandardCharsets.UTF_8), stored("a.txt"));
    }

    @Test
    void badInputPublishesNothing() throws Exception {
        WorkflowRun none = run(
                Result.FAILURE,
                "writeFile file: 'dist/a.txt', text: ''",
                "publishRaw to: '" + to + "', files: '*.txt'");
        jenkins.assertLogContains("near misses: [dist/a.txt]", none);
        WorkflowRun out = run(Result.FAILURE, "publishRaw to: '" + to + "', files: '../*'");
        jenkins.assertLogContains("leaves the workspace", out);
        WorkflowRun place = run(Result.FAILURE, "publishRaw to: 'nowhere/raw', files: '*'");
        jenkins.assertLogContains("'nowhere/raw' is no repository", place);
        WorkflowRun credential =
                run(Result.FAILURE, "publishRaw to: '" + to + "', files: '*', credentialsId: 'absent'");
        jenkins.assertLogContains("'absent'", credential);
        WorkflowRun terms = run(Result.FAILURE, "publishRaw to: '" + to + "', files: '*', onConflict: 'hope'");
        jenkins.assertLogContains("'fail', 'skip' or 'overwrite'", terms);
    }

    @Test
    void aDryRunSendsNothing() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "writeFile file: 'a.txt', text: 'content'",
                "echo publishRaw(to: '" + to + "', files: 'a.txt', dryRun: true)[0].outcome");
        jenkins.assertLogContains("planned", build);
        assertEquals(null, stored("a.txt"));
        assertEquals(null, build.getAction(ArtefactsAction.class));
    }

    @Test
    void foundFetchedAndPromoted() throws Exception {
        String other = "http://127.0.0.1:" + server.port() + "/production";
        WorkflowRun build = run(
                Result.SUCCESS,
                "writeFile file: 'site/a.txt', text: 'content'",
                "def all = publishArtefacts to: '" + to
                        + "', artefacts: [zip(files: '**', dir: 'site', name: 'site.zip')]",
                "def found = findArtefact from: '" + to + "', format: 'raw', name: 'site.zip'",
                "def none = findArtefact from: '" + to + "', format: 'raw', name: 'none.zip'",
                "echo \"found ${found.sha256 == all[0].sha256} ${none}\"",
                "fetchArtefact from: '" + to
                        + "', format: 'raw', name: 'site.zip', file: 'in/site.zip', sha256: found.sha256",
                "echo \"fetched ${fileExists('in/site.zip')}\"",
                "def promoted = promoteArtefact from: '" + to + "', to: '" + other + "', artefacts: all",
                "echo \"promoted ${promoted[0].outcome} ${promoted[0].url}\"");
        jenkins.assertLogContains("found true null", build);
        jenkins.assertLogContains("fetched true", build);
        jenkins.assertLogContains("promoted published " + other + "/site.zip", build);
        ArtefactsAction action = build.getAction(ArtefactsAction.class);
        assertEquals(1, action.getFetched().size());
        assertEquals(2, action.getPublished().size());
        assertNotNull(stored("site.zip"));
    }

    @Test
    void aWrongChecksumIsRefused() throws Exception {
        WorkflowRun build = run(
                Result.FAILURE,
                "writeFile file: 'a.txt', text: 'content'",
                "publishRaw to: '" + to + "', files: 'a.txt'",
                "fetchArtefact from: '" + to + "', format: 'raw', name: 'a.txt', file: 'b.txt', sha256: '"
                        + "ab".repeat(32) + "'");
        jenkins.assertLogContains("is wanted", build);
    }

    @Test
    void aDirectoryIsARepositoryToo() throws Exception {
        run(
                Result.SUCCESS,
                "writeFile file: 'a.txt', text: 'content'",
                "publishRaw to: '" + share + "', files: 'a.txt', into: 'x'");
        assertEquals("content", Files.readString(share.resolve("x/a.txt")));
    }

    @Test
    void fromAnAgent() throws Exception {
        jenkins.createOnlineSlave(hudson.model.Label.get("far"));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node('far') { writeFile file: 'a.txt', text: 'far away'; publishRaw to: '" + to
                        + "', files: 'a.txt' }",
                true));
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        assertArrayEquals("far away".getBytes(StandardCharsets.UTF_8), stored("a.txt"));
        assertFalse(build.getAction(ArtefactsAction.class).getPublished().isEmpty());
    }
}
