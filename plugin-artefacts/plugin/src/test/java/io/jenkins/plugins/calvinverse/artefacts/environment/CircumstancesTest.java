package io.jenkins.plugins.calvinverse.artefacts.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The provenance says in which environment a build took place, and under which release of its configuration. */
@WithJenkins
class CircumstancesTest {

    @TempDir
    Path share;

    @Test
    void theReleaseInForceIsPartOfTheProvenance(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        String publish = "writeFile file: 'a.txt', text: 'content'; publishRaw to: '" + share + "', files: 'a.txt'";
        assertFalse(statement(jenkins, job, publish).contains("environment"));
        try (ConsulPart consul = ConsulPart.start()) {
            Environment environment = new Environment(ConsulPart.DATACENTER);
            ConsulAccess access = new ConsulAccess();
            access.setAddresses(consul.http().toString());
            environment.setConsul(access);
            EnvironmentsConfiguration.get().setEnvironments(List.of(environment));
            String before = statement(jenkins, job, publish);
            assertTrue(before.contains("\"environment\":\"" + ConsulPart.DATACENTER + "\""), before);
            assertFalse(before.contains("configurationRelease"), before);
            String after = statement(
                    jenkins,
                    job,
                    "writeFile file: 'kv/a.yaml', text: 'config: [{key: config/a, value: b}]';"
                            + " releaseConfiguration version: '1.4.0', directory: 'kv'; "
                            + publish);
            assertTrue(after.contains("\"configurationRelease\":\"1.4.0\""), after);
        }
        String alone = statement(jenkins, job, publish);
        assertTrue(alone.contains("\"configurationRelease\":\"unknown\""), alone);
    }

    /** Without blanks. */
    private static String statement(JenkinsRule jenkins, WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition("node { " + script + " }", true));
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);
        assertEquals(1, build.getArtifacts().size());
        String path = build.getArtifacts().get(0).relativePath;
        try (var in = build.getArtifactManager().root().child(path).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s", "");
        }
    }
}
