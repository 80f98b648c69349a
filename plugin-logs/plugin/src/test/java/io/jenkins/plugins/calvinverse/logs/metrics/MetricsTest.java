package io.jenkins.plugins.calvinverse.logs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.calvinverse.parts.Ports;
import io.calvinverse.parts.Promtool;
import io.jenkins.plugins.calvinverse.logs.Setting;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import jenkins.metrics.api.Metrics;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class MetricsTest {

    private static double value(String name) {
        Metric metric = Metrics.metricRegistry().getMetrics().get(name);
        if (metric instanceof Counting counter) {
            return counter.getCount();
        }
        return metric instanceof Gauge<?> gauge ? ((Number) gauge.getValue()).doubleValue() : -1;
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what + " did not happen");
            Thread.sleep(50);
        }
    }

    private static WorkflowRun run(JenkinsRule jenkins, Result expected, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0));
    }

    @Test
    void stepsRecordOutsideNodeAndNeverFailABuild(JenkinsRule jenkins) throws Exception {
        MetricsConfiguration.get().setTags("team: blue\nmetric: *");
        MetricsConfiguration.get().save();
        WorkflowRun run = run(jenkins, Result.SUCCESS, """
            recordMetric name: 'size', value: 7, tags: [team: 'blue', branch: 'x']
            recordMetric name: 'size', value: '3.5', tags: [team: 'red']
            recordMetric name: 'size', value: 'much'
            recordMetric name: 'no name', value: 1
            recordMetric name: 'size', value: null
            timeMetric('nap') { sleep 1 }
            """);
        jenkins.assertLogContains("'much' is no number", run);
        jenkins.assertLogContains("'no name' is no name", run);
        assertEquals(7, value("jenkins.project.recorded-size-blue-sum"));
        assertEquals(3.5, value("jenkins.project.recorded-size-other-sum"));
        assertEquals(1, value("jenkins.project.recorded-nap-count"));
        assertTrue(value("jenkins.project.recorded-nap-sum") >= 1, "a second");
        assertEquals(1, value("jenkins.job.metrics-folded-key"));
    }

    @Test
    void targetsOfLogsAreMeasuredAsLongAsTheyAreThere(JenkinsRule jenkins) throws Exception {
        Setting.ship(Setting.amqp(Ports.free()));
        run(jenkins, Result.SUCCESS, "echo 'nobody takes this'");
        until("bytes wait", () -> value("jenkins.plugins.log-lag-bytes-rabbitmq") > 0);
        until("for some time", () -> value("jenkins.plugins.log-lag-seconds-rabbitmq") > 0);
        Setting.ship();
        assertEquals(-1, value("jenkins.plugins.log-lag-bytes-rabbitmq"));
    }

    @Test
    void timeIsRecordedOfABodyThatFailsAndTheFailureStays(JenkinsRule jenkins) throws Exception {
        run(jenkins, Result.FAILURE, "timeMetric('broken') { error 'no' }");
        assertEquals(1, value("jenkins.project.recorded-broken-count"));
    }

    @Test
    void buildsStagesQueueAndAgentsAreMeasured(JenkinsRule jenkins) throws Exception {
        double built = Math.max(0, value("jenkins.job.finished-success"));
        DumbSlave agent = jenkins.createOnlineSlave(Label.get("metal"));
        run(jenkins, Result.SUCCESS, """
            stage('Build') { node('metal') { echo 'work' } }
            stage('Test') { catchError(stageResult: 'UNSTABLE', buildResult: 'SUCCESS') { error 'flaky' } }
            """);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setAssignedLabel(Label.get("metal"));
        jenkins.buildAndAssertSuccess(job);
        until("builds are counted", () -> value("jenkins.job.finished-success") == built + 2);
        until("stages", () -> value("jenkins.project.stage-Build-success-count") >= 1);
        assertTrue(value("jenkins.project.stage-Test-unstable-count") >= 1, "a stage that warned");
        assertTrue(value("jenkins.project.build-success-count") >= 2, "durations");
        assertEquals(2, value("jenkins.queue.wait-metal-count"));
        assertEquals(1, value("jenkins.node.boot-metal-count"));
        until("idle time", () -> value("jenkins.node.idle-time-metal-count") == 2);
        until("one idle agent", () -> value("jenkins.node.agents-idle") == 1);
        agent.toComputer().disconnect(null).get();
        until("it went", () -> value("jenkins.node.agents-offline") == 1);
        until(
                "that is counted",
                () -> value("jenkins.job.agent-disconnects-other") == 1
                        || value("jenkins.job.agent-disconnects-channel") == 1);
    }

    @Test
    void prometheusReadsWithThePermissionAlone(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "viewer")
                .grant(Metrics.VIEW)
                .everywhere()
                .to("viewer"));
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        String page = "calvinverse-metrics/prometheus";
        assertEquals(
                403, client.login("reader").goTo(page, null).getWebResponse().getStatusCode());
        String text = client.login("viewer").goTo(page, null).getWebResponse().getContentAsString();
        assertTrue(text.contains("\njenkins_agents{state=\"idle\"} 0\n"), text);
        // What other plugins call their metrics is their taste; that Prometheus can read all of them is the point here.
        String complaints = Promtool.complaints(text, "check", "metrics");
        assertFalse(complaints.contains("error while"), complaints);
    }
}
