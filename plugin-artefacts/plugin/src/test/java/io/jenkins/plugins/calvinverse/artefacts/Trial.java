package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertFalse;

import hudson.model.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Runs Pipelines and looks at what they left. */
record Trial(JenkinsRule jenkins) {

    /** Runs the lines on the built-in node. */
    WorkflowRun run(Result expected, String... lines) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node {\n" + String.join("\n", lines) + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    /** In no file Jenkins keeps of a build: log, program, record. */
    void assertNowhere(WorkflowRun build, String secret) throws IOException {
        assertNowhere(build.getRootDir().toPath(), secret);
    }

    static void assertNowhere(Path folder, String secret) throws IOException {
        List<Path> kept;
        try (Stream<Path> all = Files.walk(folder)) {
            kept = all.filter(Files::isRegularFile).toList();
        }
        for (Path each : kept) {
            assertFalse(Files.readString(each, StandardCharsets.ISO_8859_1).contains(secret), each.toString());
        }
    }
}
