package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.PasswordParameterValue;
import hudson.model.Run;
import hudson.util.Secret;
import io.calvinverse.parts.RabbitPart;
import io.jenkins.plugins.calvinverse.logs.scope.FolderShipping;
import io.jenkins.plugins.calvinverse.logs.scope.JobShipping;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import io.jenkins.plugins.calvinverse.logs.shipping.TargetView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds of a real controller on their way to a real RabbitMQ. */
@WithJenkins
class ShippingTest {
    private static RabbitPart rabbit;

    private JenkinsRule jenkins;
    private Received received;

    @BeforeAll
    static void startBroker() {
        rabbit = RabbitPart.start().settled();
    }

    @AfterAll
    static void stopBroker() {
        if (rabbit != null) {
            rabbit.close();
        }
    }

    @BeforeEach
    void ship(JenkinsRule rule) throws Exception {
        jenkins = rule;
        received = new Received(rabbit);
        received.read();
        received = new Received(rabbit);
        Setting.ship(Setting.amqp(rabbit.port()));
    }

    private WorkflowJob pipeline(String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private void arrived(Run<?, ?> build) throws Exception {
        List<JsonNode> records = received.of(build.getParent().getFullName(), build.getNumber());
        assertEquals(List.of(), received.faults());
        assertEquals(LogFile.lines(build.getRootDir().toPath()), Received.texts(records));
        assertEquals(1, Received.keys(records).size());
    }

    @Test
    void linesOfAPipelineArriveWithWhereTheyWerePrinted() throws Exception {
        WorkflowJob job = pipeline("places", """
            echo 'before'
            stage('compile') {
              node {
                withLogFields(team: 'crew', 'bad name': 'x') {
                  echo 'inside'
                }
              }
              parallel left: { echo 'on the left' }, right: { echo 'on the right' }
            }
            """);
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        Setting.drained();
        received.read();
        arrived(build);
        JsonNode inside = line("places", "inside");
        assertEquals("compile", inside.path("stage").asText());
        assertEquals("crew", inside.path("team").asText());
        assertEquals("echo", inside.path("step").asText());
        assertEquals("master", inside.path("agent").asText());
        assertEquals("places", inside.path("data").path("projectName").asText());
        assertEquals("places", inside.path("data").path("fullProjectName").asText());
        assertEquals("1", inside.path("data").path("id").asText());
        assertEquals("master", inside.path("data").path("buildHost").asText());
        assertEquals(jenkins.getURL() + "job/places/1/", inside.path("url").asText());
        assertEquals("left", line("places", "on the left").path("parallel").asText());
        assertTrue(line("places", "before").path("stage").isMissingNode());
        assertTrue(
                received.raw().contains("'bad name' is no name of a field"), "the build's log says what was dropped");
        assertTrue(
                jenkins.createWebClient()
                        .getPage(build)
                        .asNormalizedText()
                        .contains("lines of the log are shipped to rabbitmq"),
                "the build's page says so");
    }

    private JsonNode line(String job, String text) {
        return received.all().stream()
                .filter(r -> r.path("job").asText().equals(job)
                        && r.path("message").path(0).asText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line '" + text + "' in " + received.raw()));
    }

    @Test
    void theBrokerMayBeDownForWholeBuildsWhichAreRenamedAndDeletedMeanwhile() throws Exception {
        rabbit.server().kill();
        WorkflowJob job = pipeline("loud", "for (int i = 0; i < 300; i++) { echo \"line ${i} äöü\" }");
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        List<String> printed = LogFile.lines(build.getRootDir().toPath());
        FreeStyleProject other = jenkins.createFreeStyleProject("quiet");
        FreeStyleBuild second = jenkins.buildAndAssertSuccess(other);
        List<String> printedToo = LogFile.lines(second.getRootDir().toPath());
        job.renameTo("louder");
        other.delete();
        rabbit.server().restart();
        Setting.drained();
        received.read();
        assertEquals(List.of(), received.faults());
        assertEquals(printed, Received.texts(received.of("louder", 1)));
        assertEquals(printedToo, Received.texts(received.of("quiet", 1)));
        assertEquals(0, Shipping.get().givenUp().builds());
    }

    @Test
    void aRunningBuildIsShippedWhileItRuns() throws Exception {
        WorkflowJob job =
                pipeline("slow", "echo 'first'; while (currentBuild.description == null) { sleep 1 }; echo 'second'");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        Setting.until("the first line arrives while the build runs", () -> {
            received.read();
            return received.raw().contains("\"first\"");
        });
        assertTrue(build.isBuilding());
        build.setDescription("seen");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        Setting.drained();
        received.read();
        arrived(build);
    }

    @Test
    void passwordsOfParametersAndWhatPatternsHideNeverArrive() throws Exception {
        LogsConfiguration.get().setPatterns("key-[0-9]+");
        Folder folder = jenkins.createProject(Folder.class, "team");
        FolderShipping shipping = new FolderShipping();
        shipping.setPatterns("token=\\S+");
        shipping.setFields("crew=alpha");
        folder.addProperty(shipping);
        WorkflowJob job = folder.createProject(WorkflowJob.class, "leaky");
        job.addProperty(new ParametersDefinitionProperty(new PasswordParameterDefinition("PW", "", null)));
        job.setDefinition(new CpsFlowDefinition(
                "echo \"pw is ${params.PW}\"; echo 'uses key-4711'; echo 'sends token=abcdef now'", false));
        WorkflowRun build = jenkins.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new PasswordParameterValue("PW", "s3cr3t-of-the-crew"))));
        assertTrue(JenkinsRule.getLog(build).contains("s3cr3t-of-the-crew"), "Jenkins itself prints it");
        Setting.drained();
        received.read();
        for (String secret : List.of("s3cr3t", "key-4711", "token=abcdef")) {
            assertFalse(received.raw().contains(secret), secret);
        }
        assertTrue(received.raw().contains("pw is ****"), received.raw());
        assertTrue(received.raw().contains("sends **** now"));
        assertEquals("alpha", line("team/leaky", "uses ****").path("crew").asText());
    }

    /** Jenkins masks them in the log alone; programs write them to files, too, and in other forms. */
    @Test
    void valuesOfCredentialsArriveInNoForm() throws Exception {
        String value = "planted-among-credentials";
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", null, Secret.fromString(value)));
        WorkflowJob job = pipeline("given", """
            node {
              streamLogs('*.log') {
                withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {
                  sh 'set +x; echo "said $TOKEN"; printf %s "$TOKEN" | base64; echo "written $TOKEN" > a.log; printf %s "$TOKEN" | base64 >> a.log'
                }
              }
            }
            """);
        jenkins.buildAndAssertSuccess(job);
        Setting.drained();
        received.read();
        assertEquals("a.log", line("given", "written ****").path("file").asText());
        assertTrue(received.raw().contains("\"said ****\""), received.raw());
        String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        assertTrue(
                jenkins.jenkins
                        .getWorkspaceFor(job)
                        .child("a.log")
                        .readToString()
                        .contains(base64),
                "it was planted");
        assertFalse(received.raw().contains(value), received.raw());
        assertFalse(received.raw().contains(base64), received.raw());
    }

    @Test
    void whoOptsOutIsNotShippedAndNothingIsLeftBehindOfOthers() throws Exception {
        WorkflowJob job = pipeline("private", "echo 'stays here'");
        JobShipping off = new JobShipping();
        off.setOff(true);
        job.addProperty(off);
        jenkins.buildAndAssertSuccess(job);
        WorkflowRun other = jenkins.buildAndAssertSuccess(pipeline("public", "echo 'goes out'"));
        Setting.until("the other one is shipped", () -> {
            received.read();
            return received.of("public", 1).size()
                    == LogFile.lines(other.getRootDir().toPath()).size();
        });
        assertFalse(received.raw().contains("stays here"));
        Setting.drained();
        Path spool = jenkins.jenkins.getRootDir().toPath().resolve("calvinverse-logs/spool");
        Setting.until("the directory is empty", () -> {
            try (var left = Files.list(spool)) {
                return left.filter(Files::isDirectory).findAny().isEmpty();
            }
        });
        assertEquals(
                List.of("rabbitmq"),
                Shipping.get().targets().stream().map(TargetView::name).toList());
    }

    @Test
    void everyLineOfManyBuildsAtOnceArrivesThoughTheBrokerIsKilled() throws Exception {
        WorkflowJob job = pipeline("many", """
            def work = [:]
            for (int b = 0; b < 3; b++) {
              def name = "branch-${b}"
              work[name] = { for (int i = 0; i < 100; i++) { echo "${name} line ${i}" } }
            }
            parallel work
            """);
        job.setConcurrentBuild(true);
        List<WorkflowRun> builds = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            builds.add(job.scheduleBuild2(0, new hudson.model.CauseAction(new hudson.model.Cause.UserIdCause()))
                    .waitForStart());
        }
        for (int i = 0; i < 2; i++) {
            Thread.sleep(300);
            rabbit.server().kill();
            rabbit.server().restart();
        }
        for (WorkflowRun build : builds) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        }
        Setting.drained();
        received.read();
        for (WorkflowRun build : builds) {
            arrived(build);
        }
    }
}
