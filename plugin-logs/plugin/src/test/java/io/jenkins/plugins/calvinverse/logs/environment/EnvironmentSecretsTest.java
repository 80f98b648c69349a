package io.jenkins.plugins.calvinverse.logs.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.FilePath;
import io.calvinverse.parts.RabbitPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.logs.Received;
import io.jenkins.plugins.calvinverse.logs.Setting;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Secrets of a real Vault that a build writes to a file, where Jenkins masks nothing. */
@WithJenkins
class EnvironmentSecretsTest {
    private static final String PASSWORD = "hunter2-planted-in-vault";

    @Test
    void whatABlockWasGivenIsShippedInNoForm(JenkinsRule jenkins) throws Exception {
        try (VaultPart vault = VaultPart.start();
                RabbitPart rabbit = RabbitPart.start()) {
            vault.admin("POST", "sys/mounts/secret", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
            vault.admin("PUT", "secret/team/x", "{\"password\":\"" + PASSWORD + "\"}");
            Vaulted.environment(vault);
            Setting.ship(Setting.amqp(rabbit.port()));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "leaky");
            job.setDefinition(new CpsFlowDefinition("""
                node {
                  streamLogs('*.log') {
                    writeFile file: 'a.log', text: 'before\\n'
                    while (currentBuild.description == null) { sleep 1 }
                    withSecrets([secretValue(path: 'secret/team/x', field: 'password', variable: 'PASSWORD')]) {
                      sh 'echo "it is $PASSWORD" >> a.log; printf %s "$PASSWORD" | base64 >> a.log; echo "echoed $PASSWORD"'
                    }
                  }
                }
                """, true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            Received received = new Received(rabbit);
            Setting.until("the file is followed before there is a secret", () -> {
                received.read();
                return received.raw().contains("\"before\"");
            });
            build.setDescription("seen");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            FilePath file = jenkins.jenkins.getWorkspaceFor(job).child("a.log");
            String base64 = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
            assertTrue(
                    file.readToString().contains(PASSWORD)
                            && file.readToString().contains(base64),
                    "it was planted");
            Setting.drained();
            received.read();
            assertEquals(List.of(), received.faults());
            assertTrue(received.raw().contains("\"it is ****\""), received.raw());
            assertTrue(received.raw().contains("echoed ****"), received.raw());
            assertFalse(received.raw().contains(PASSWORD), received.raw());
            assertFalse(received.raw().contains(base64), received.raw());
        }
    }
}
