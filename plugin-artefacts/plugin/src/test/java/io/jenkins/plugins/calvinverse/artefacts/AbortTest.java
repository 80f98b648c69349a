package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Label;
import hudson.model.Result;
import hudson.remoting.VirtualChannel;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactsAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A build that somebody aborts while an agent sends. */
@WithJenkins
class AbortTest {

    private static final int FILES = 4;
    private static final Duration BOUND = Duration.ofSeconds(2);
    /** On a machine that does much else, one abort may be late; not each. */
    private static final int TRIES = 4;

    @Test
    void endsAllTransfersOnTheAgentWithinTwoSeconds(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave(Label.get("far"));
        List<Duration> taken = new ArrayList<>();
        while (taken.stream().noneMatch(each -> each.compareTo(BOUND) <= 0)) {
            assertTrue(taken.size() < TRIES, "the transfers ended after " + taken);
            taken.add(abortOnce(jenkins, agent.getChannel()));
        }
        System.out.println("after an abort all transfers ended within " + taken);
    }

    private static Duration abortOnce(JenkinsRule jenkins, VirtualChannel channel) throws Exception {
        try (SlowServer server = new SlowServer()) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(
                    "node('far') { sh 'for i in 1 2 3 4; do truncate -s 1G $i.bin; done'; publishRaw to:"
                            + " 'http://127.0.0.1:" + server.port() + "/files', files: '*.bin', parallel: " + FILES
                            + " }",
                    true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            until("the uploads", () -> server.uploads() == FILES && server.received() > FILES << 20);
            assertTrue(channel.call(new Sending()), "it sends");
            Instant aborted = Instant.now();
            build.getExecutor().interrupt(Result.ABORTED);
            server.hurry();
            until("the agent to stop", () -> !channel.call(new Sending()));
            until("the connections to end", () -> server.uploads() == 0);
            Duration taken = Duration.between(aborted, Instant.now());
            jenkins.waitForCompletion(build);
            assertEquals(Result.ABORTED, build.getResult());
            assertNull(build.getAction(ArtefactsAction.class));
            return taken;
        }
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "waited for " + what);
            Thread.sleep(20);
        }
    }

    /** Whether a thread of ours works there. */
    private static final class Sending extends MasterToSlaveCallable<Boolean, RuntimeException> {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean call() {
            return Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(each -> each.getName().contains("calvinverse artefacts"));
        }
    }
}
