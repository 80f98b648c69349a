package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Label;
import hudson.model.Result;
import hudson.remoting.VirtualChannel;
import hudson.slaves.DumbSlave;
import io.calvinverse.artefacts.fault.Fault;
import io.calvinverse.artefacts.fault.FaultProxy;
import io.calvinverse.artefacts.raw.FileServer;
import io.jenkins.plugins.calvinverse.artefacts.record.ArtefactsAction;
import java.time.Duration;
import java.time.Instant;
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

    @Test
    void endsTheTransferOnTheAgent(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave(Label.get("far"));
        try (FileServer server = new FileServer();
                FaultProxy proxy = new FaultProxy(server.port())) {
            proxy.arm(Fault.SILENCE, 1, Integer.MAX_VALUE);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(
                    "node('far') { writeFile file: 'a.txt', text: 'content'; publishRaw to: 'http://127.0.0.1:"
                            + proxy.port() + "/files', files: 'a.txt' }",
                    true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            until("an upload", () -> proxy.seen().stream().anyMatch(line -> line.startsWith("PUT")));
            VirtualChannel channel = agent.getChannel();
            assertTrue(channel.call(new Sending()), "it sends");
            Instant aborted = Instant.now();
            build.getExecutor().interrupt(Result.ABORTED);
            until("the agent to stop", () -> !channel.call(new Sending()));
            jenkins.waitForCompletion(build);
            Duration taken = Duration.between(aborted, Instant.now());
            assertTrue(taken.toSeconds() < 20, "it took " + taken);
            assertEquals(Result.ABORTED, build.getResult());
            assertNull(build.getAction(ArtefactsAction.class));
        }
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "waited for " + what);
            Thread.sleep(50);
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
