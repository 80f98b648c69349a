package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.slaves.DumbSlave;
import io.calvinverse.parts.RabbitPart;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Files on an agent reach the queue like the log. */
@WithJenkins
class StreamLogsTest {

    @Test
    void filesOnAnAgentArriveWhileTheyAreWrittenAndAfterAFilter(JenkinsRule jenkins) throws Exception {
        try (RabbitPart rabbit = RabbitPart.start()) {
            Setting.ship(Setting.amqp(rabbit.port()));
            DumbSlave agent = jenkins.createOnlineSlave();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "files");
            job.setDefinition(new CpsFlowDefinition("""
                node('%s') {
                  stage('test') {
                    withLogFields(team: 'crew') {
                      streamLogs(files: 'out/*.log') {
                        sh 'mkdir -p out; for i in $(seq 50); do echo "test line $i" >> out/a.log; done; printf "no end" > out/b.log'
                        while (currentBuild.description == null) { sleep 1 }
                        sh 'for i in $(seq 51 100); do echo "test line $i" >> out/a.log; done'
                      }
                    }
                    writeFile file: 'bin/x.gz.b64', text: 'aGVsbG8gZnJvbSBhIGJpbmFyeSBsb2cK'
                    streamLogs(files: 'bin/*', filter: 'base64 -d') { echo 'filtered' }
                    streamLogs(files: 'nothing/**', filter: 'false') { echo 'none' }
                    streamLogs(files: 'bin/*', filter: 'exit 3') { echo 'broken filter' }
                  }
                }
                """.formatted(agent.getNodeName()), true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            Received received = new Received(rabbit);
            Setting.until("lines of the file arrive while the build runs", () -> {
                received.read();
                return received.raw().contains("test line 50\"");
            });
            assertTrue(build.isBuilding());
            build.setDescription("seen");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            Setting.drained();
            received.read();
            assertEquals(List.of(), received.faults());
            List<JsonNode> lines = of(received, "out/a.log");
            assertEquals(
                    IntStream.rangeClosed(1, 100)
                            .mapToObj(i -> "test line " + i)
                            .toList(),
                    Received.texts(lines));
            JsonNode first = lines.get(0);
            assertEquals("crew", first.path("team").asText());
            assertEquals("test", first.path("stage").asText());
            assertEquals(agent.getNodeName(), first.path("agent").asText());
            assertEquals("files", first.path("data").path("fullProjectName").asText());
            assertEquals(List.of("no end"), Received.texts(of(received, "out/b.log")));
            assertEquals(List.of("hello from a binary log"), Received.texts(of(received, "bin/x.gz.b64")));
            assertTrue(
                    received.raw().contains("not everything could be shipped: the filter ended with 3"),
                    "a filter that fails is said, and the build goes on");
        }
    }

    private static List<JsonNode> of(Received received, String file) {
        return received.all().stream()
                .filter(r -> r.path("file").asText().equals(file))
                .toList();
    }

    @Test
    void withoutTargetsTheBlockJustRuns(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "files");
        job.setDefinition(new CpsFlowDefinition(
                "node { streamLogs('*.log') { withLogFields(team: 'x') { writeFile file: 'a.log', text: 'x' } } }",
                true));
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        assertFalse(JenkinsRule.getLog(build).contains("could be shipped"));
    }
}
