package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Run;
import hudson.tasks.Shell;
import io.calvinverse.parts.RabbitPart;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A controller that is killed (SIGKILL) at random moments while builds print: every line that is in a build's log at the end
 * has reached the queue, in order, repeated ones with equal ids.
 */
class CrashTest {
    private static final String PORT = "crash.test.rabbit";

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(3_600);

    private RabbitPart rabbit;

    @BeforeEach
    void startBroker() {
        rabbit = RabbitPart.start();
        controller.javaOptions("-D" + PORT + "=" + rabbit.port());
    }

    @AfterEach
    void stopBroker() {
        rabbit.close();
    }

    @Test
    void killedTwice() throws Throwable {
        kills(2, System.nanoTime());
    }

    @Test
    @Tag("long")
    void killedTwentyTimes() throws Throwable {
        kills(20, System.nanoTime());
    }

    private void kills(int times, long seed) throws Throwable {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        controller.startJenkins();
        controller.runRemotely(CrashTest::configure);
        for (int i = 0; i < times; i++) {
            controller.runRemotely(CrashTest::startBuilds);
            Thread.sleep(random.nextInt(3_000));
            controller.stopJenkinsForcibly();
            controller.startJenkins();
        }
        controller.runRemotely(CrashTest::finish);
        controller.stopJenkins();
        compare();
    }

    private static void configure(JenkinsRule rule) throws Throwable {
        rule.jenkins.setNumExecutors(4);
        Setting.ship(Setting.amqp(Integer.getInteger(PORT)));
        WorkflowJob pipeline = rule.createProject(WorkflowJob.class, "pipeline");
        pipeline.setDefinition(new CpsFlowDefinition("""
            parallel a: { for (int i = 0; i < 60; i++) { echo "left ${i}"; sleep(time: 30, unit: 'MILLISECONDS') } },
                     b: { for (int i = 0; i < 60; i++) { echo "right ${i}"; sleep(time: 30, unit: 'MILLISECONDS') } }
            """, true));
        FreeStyleProject freestyle = rule.createFreeStyleProject("freestyle");
        freestyle.getBuildersList().add(new Shell("set +x; for i in $(seq 100); do echo line $i; sleep 0.02; done"));
        freestyle.setConcurrentBuild(true);
    }

    /** Builds of which Jenkins itself still knows after a kill: they have printed. */
    private static void startBuilds(JenkinsRule rule) throws Throwable {
        Run<?, ?> pipeline = rule.jenkins
                .getItemByFullName("pipeline", WorkflowJob.class)
                .scheduleBuild2(0)
                .waitForStart();
        Run<?, ?> freestyle = rule.jenkins
                .getItemByFullName("freestyle", FreeStyleProject.class)
                .scheduleBuild2(0)
                .waitForStart();
        rule.waitForMessage("right 0", pipeline);
        rule.waitForMessage("line 1", freestyle);
    }

    private static void finish(JenkinsRule rule) throws Throwable {
        for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
            for (Run<?, ?> build : job.getBuilds()) {
                rule.waitForCompletion(build);
            }
        }
        Setting.drained();
        assertEquals(0, Shipping.get().givenUp().builds());
    }

    private void compare() throws Exception {
        Received received = new Received(rabbit).read();
        assertEquals(List.of(), received.faults());
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        for (String job : List.of("pipeline", "freestyle")) {
            for (Path build : builds(controller.getHome().toPath().resolve("jobs/" + job + "/builds"))) {
                List<String> printed = LogFile.lines(build);
                List<JsonNode> records =
                        received.of(job, Integer.parseInt(build.getFileName().toString()));
                lines += printed.size();
                if (!Received.texts(records).equals(printed)
                        || Received.keys(records).size() != 1) {
                    wrong.add(job + " " + build.getFileName() + ": printed " + printed + ", arrived "
                            + Received.texts(records) + " under " + Received.keys(records));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(lines > 100, lines + " lines");
        System.out.println(lines + " lines arrived, " + received.repeated() + " of them again, with equal ids");
    }

    private static List<Path> builds(Path directory) throws Exception {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> Files.exists(path.resolve("log")))
                    .sorted()
                    .toList();
        }
    }
}
