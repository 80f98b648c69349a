package io.jenkins.plugins.calvinverse.logs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.cli.CLICommandInvoker;
import hudson.model.FreeStyleProject;
import io.calvinverse.parts.InfluxPart;
import java.net.URL;
import java.time.Duration;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A controller and a real InfluxDB. */
@WithJenkins
class PushedMetricsTest {

    private static JsonNode rows(InfluxPart influx) {
        try {
            return new ObjectMapper()
                    .readTree(influx.query("services", "SELECT * FROM jenkins_build"))
                    .at("/results/0/series/0/values");
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode when(InfluxPart influx, int builds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (rows(influx).size() < builds) {
            assertTrue(
                    System.nanoTime() < end,
                    () -> rows(influx) + " has not " + builds + " builds: "
                            + MetricsService.get().pushStatus());
            Thread.sleep(100);
        }
        return rows(influx);
    }

    @Test
    void buildsArriveAndAreSentAgainAsTheyWere(JenkinsRule jenkins) throws Exception {
        try (InfluxPart influx = InfluxPart.start()) {
            influx.query("", "CREATE DATABASE services");
            FreeStyleProject job = jenkins.createFreeStyleProject("job");
            assertEquals(
                    3,
                    new CLICommandInvoker(jenkins, "backfill-metrics")
                            .invokeWithArgs("--from", "2000-01-01")
                            .returnCode(),
                    "nothing is pushed anywhere");
            MetricsConfiguration.get().setPush(new MetricsPush(influx.address().toString(), "services"));
            MetricsConfiguration.get().save();
            while (MetricsService.get().pushStatus().sent() == 0) {
                // The loop takes a moment to begin; a build before that would not be pushed.
                MetricsService.get().recorder().record("begin", 1, java.util.Map.of());
                Thread.sleep(100);
            }
            jenkins.buildAndAssertSuccess(job);
            jenkins.buildAndAssertSuccess(job);
            JsonNode pushed = when(influx, 2);
            influx.query("services", "DROP MEASUREMENT jenkins_build");
            CLICommandInvoker.Result result = new CLICommandInvoker(jenkins, "backfill-metrics")
                    .invokeWithArgs("--from", "2000-01-01", "--job", "job");
            assertEquals(0, result.returnCode(), result.stderr());
            assertTrue(result.stdout().contains("2 builds"), result.stdout());
            assertEquals(pushed, when(influx, 2));
            influx.query("services", "DROP MEASUREMENT jenkins_build");
            JenkinsRule.WebClient client = jenkins.createWebClient();
            WebRequest request = new WebRequest(
                    new URL(jenkins.getURL(), "calvinverse-metrics/backfill?from=2000-01-01"), HttpMethod.POST);
            client.addCrumb(request);
            assertEquals(200, client.getPage(request).getWebResponse().getStatusCode());
            assertEquals(pushed, when(influx, 2));
        }
    }
}
