package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hudson.slaves.EnvironmentVariablesNodeProperty;
import hudson.slaves.EnvironmentVariablesNodeProperty.Entry;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A label in a Pipeline brings up an agent that did not exist, with a real Swarm client. */
@WithJenkins
class FirstAgentTest {

    @Test
    void labelBringsAnAgentAndTheBuildTakesItAway(JenkinsRule j) throws Exception {
        AgentTemplate template = Trial.template("fresh");
        template.setUses(1);
        template.setNodeProperties(List.of(new EnvironmentVariablesNodeProperty(new Entry("TEAM", "blue"))));
        Trial.cloud(template);
        WorkflowJob job =
                Trial.pipeline("build", "node('fresh') { sh 'echo on=$NODE_NAME team=$TEAM labels=$NODE_LABELS' }");

        WorkflowRun first = job.scheduleBuild2(0).waitForStart();
        Trial.success(first);
        j.assertLogContains("team=blue", first);
        WorkflowRun second = job.scheduleBuild2(0).waitForStart();
        Trial.success(second);

        assertNotEquals(agent(first), agent(second), "a single-use agent served two builds");
        Trial.gone();
    }

    @Test
    void idleAgentIsUsedAgainAndGoesWhenItsTimeIsOver(JenkinsRule j) throws Exception {
        AgentTemplate template = Trial.template("idle");
        Trial.cloud(template);
        WorkflowJob job = Trial.pipeline("build", "node('idle') { sh 'echo on=$NODE_NAME.' }");
        WorkflowRun first = job.scheduleBuild2(0).waitForStart();
        Trial.success(first);
        WorkflowRun second = job.scheduleBuild2(0).waitForStart();
        Trial.success(second);
        assertEquals(agent(first), agent(second));

        template.setIdleMinutes(0);
        Trial.cloud(template);
        Trial.gone();
    }

    private static String agent(WorkflowRun build) throws Exception {
        return build.getLog()
                .lines()
                .filter(l -> l.startsWith("on="))
                .findFirst()
                .orElseThrow()
                .split("[=. ]")[1];
    }
}
