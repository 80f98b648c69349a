package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import hudson.model.Result;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import java.time.Duration;
import org.jenkinsci.plugins.cloudstats.CloudStatistics;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What cloud-stats knows of a machine although it is not let write at each step. */
class CloudActivitiesTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private String machine;

    @Test
    void everyStepOfAMachineIsThereAfterTheControllerStopped() throws Throwable {
        sessions.then(j -> {
            StubPlace.fresh("told").connects = true;
            AgentTemplate template = StubProvider.template("told");
            template.setUses(1);
            StubProvider.cloud("told", 1, template);
            HeldBuild build = HeldBuild.queue("told", "told");
            machine = build.started();
            assertEquals(Phase.OPERATING, activity().getCurrentPhase());
            assertEquals(Result.SUCCESS, build.ended());
            Trial.until(
                    Duration.ofSeconds(60),
                    "the machine has gone",
                    () -> activity().getCurrentPhase() == Phase.COMPLETED);
        });
        sessions.then(j -> {
            assertEquals(Phase.COMPLETED, activity().getCurrentPhase());
            assertEquals(ProvisioningActivity.Status.OK, activity().getStatus());
            assertNotNull(activity().getPhaseExecution(Phase.OPERATING));
        });
    }

    private ProvisioningActivity activity() {
        return CloudStatistics.get().getActivities().stream()
                .filter(a -> machine.equals(a.getName()))
                .findFirst()
                .orElseThrow();
    }
}
