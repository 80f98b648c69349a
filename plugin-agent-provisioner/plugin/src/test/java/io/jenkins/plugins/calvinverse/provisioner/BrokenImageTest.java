package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.Result;
import io.calvinverse.provisioner.fleet.Breaker;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Failures.Failed;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.monitor.FleetMonitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jenkinsci.plugins.cloudstats.CloudStatistics;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An image whose agent ends at once, with real processes: what people see, and the way out. */
@WithJenkins
class BrokenImageTest {

    @Test
    void brokenImageStopsItsTemplateAndSaysWhy(JenkinsRule j, @TempDir Path directory) throws Exception {
        LogRecorder log = new LogRecorder()
                .record("org.jenkinsci.plugins.cloudstats", Level.WARNING)
                .record("hudson.slaves.NodeProvisioner", Level.WARNING)
                .capture(100);
        AgentTemplate broken = Trial.template("broken");
        broken.setSettings("jar=" + BrokenImage.jar(directory));
        Trial.cloud(broken);
        WorkflowJob job = Trial.pipeline("build", "node('broken') { echo 'it ran' }");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();

        Trial.until(
                Duration.ofSeconds(150),
                "the template is paused",
                () -> breaker() != null && breaker().until() != null);

        List<Failed> failures =
                Fleets.get().find("trial").orElseThrow().failures().all();
        assertEquals(3, failures.size(), failures.toString());
        String cause = failures.get(0).cause();
        assertTrue(cause.contains("stopped by itself"), cause);
        Failed failed = failures.get(failures.size() - 1);
        String page = Http.anonymous()
                .get("cloud/trial/machine/" + failed.name() + "/")
                .body();
        assertTrue(page.contains(BrokenImage.LAST_WORDS), page);
        assertTrue(page.contains("stopped by itself"), page);
        Trial.until(
                Duration.ofSeconds(10), "the queue item says why", () -> why(j).contains("template broken is paused"));
        String why = why(j);
        assertTrue(why.matches("Waiting: template broken is paused until [-0-9]+T[:0-9]+Z, because it stopped.*"), why);
        String findings = ExtensionList.lookupSingleton(FleetMonitor.class).getFindings().stream()
                .map(FleetMonitor.Finding::getText)
                .toList()
                .toString();
        assertTrue(findings.contains("template broken is paused"), findings);
        String cloud = Http.anonymous().get("cloud/trial/").body();
        assertTrue(cloud.contains("paused until"), cloud);
        assertTrue(cloud.contains("Try again now"), cloud);
        Trial.until(
                Duration.ofSeconds(10),
                "the build log says why",
                () -> build.getLog().contains("[immutable agents] No agent for 'broken' yet"));
        List<String> names = failures.stream().map(Failed::name).toList();
        Trial.until(
                Duration.ofSeconds(60),
                "nothing is left of the three",
                () -> names.stream()
                        .noneMatch(n -> Trial.left().contains(n)
                                || j.jenkins.getNode(n) != null
                                || Trial.view().machines().containsKey(n)));
        for (String name : names) {
            ProvisioningActivity activity = CloudStatistics.get().getActivities().stream()
                    .filter(a -> name.equals(a.getName()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(ProvisioningActivity.Status.FAIL, activity.getStatus(), activity.toString());
        }
        assertEquals(List.of(), log.getMessages());

        AgentTemplate repaired = Trial.template("broken");
        Trial.cloud(repaired);
        assertTrue(breaker().until() != null, "another configuration is no proof yet");
        assertEquals(
                302,
                Http.anonymous()
                        .postWithCrumb("cloud/trial/page/retry", Map.of("template", "broken"))
                        .statusCode());
        Trial.until(Duration.ofMinutes(2), "the build ends", () -> !build.isBuilding());
        assertEquals(Result.SUCCESS, build.getResult());
        Trial.until(Duration.ofSeconds(5), "the breaker is closed", () -> breaker() == null);
        assertFalse(ExtensionList.lookupSingleton(FleetMonitor.class).isActivated());
    }

    private static Breaker breaker() {
        return Trial.view().breakers().get("broken");
    }

    private static String why(JenkinsRule j) {
        return j.jenkins.getQueue().getItems().length == 0
                ? ""
                : String.valueOf(j.jenkins.getQueue().getItems()[0].getWhy());
    }
}
