package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.calvinverse.provisioner.bench.Figures;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Pipeline asks for many agents at once; each serves one branch and goes. */
@WithJenkins
class ManyAgentsTest {

    @Test
    void five(JenkinsRule j) throws Exception {
        atOnce(j, 5, Duration.ofMinutes(3));
    }

    @Tag("long")
    @Test
    void fifty(JenkinsRule j) throws Exception {
        j.timeout = 0;
        atOnce(j, 50, Duration.ofMinutes(25));
    }

    private static void atOnce(JenkinsRule j, int agents, Duration limit) throws Exception {
        AgentTemplate template = Trial.template("many");
        template.setUses(1);
        template.setCap(60);
        template.setSettings("heap=48m");
        template.setBootMinutes(25);
        Trial.cloud(template);
        PhaseTimes times = new PhaseTimes();
        WorkflowJob job = Trial.pipeline("parallel", """
                def branches = [:]
                for (int i = 0; i < %d; i++) {
                  branches["branch ${i}"] = {
                    def asked = System.currentTimeMillis()
                    node('many') { sh "echo row ${asked} \\$NODE_NAME \\$(date +%%s%%3N) >> '%s'" }
                  }
                }
                parallel branches
                """.formatted(agents, times.rows()));

        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        Trial.until(limit, "the build ends and all machines are gone", () -> {
            times.look(Trial.view());
            return !build.isBuilding()
                    && Trial.left().isEmpty()
                    && Trial.view().machines().isEmpty();
        });

        j.assertBuildStatus(Result.SUCCESS, build);
        List<String> machines = times.machines();
        assertEquals(agents, machines.size(), "branches that ran");
        assertEquals(agents, machines.stream().distinct().count(), "machines, each for one branch");
        assertEquals(agents, times.seen(), "machines ever ordered");
        Trial.gone();
        Figures.line(times.table(agents + " single-use agents at once"));
    }
}
