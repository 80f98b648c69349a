package io.jenkins.plugins.calvinverse.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.calvinverse.parts.RabbitPart;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Proof at size, for {@code ./build story logs}: {@code -Dlogs.builds=100 -Dlogs.lines=100000} is what it does unless told
 * otherwise. Each line is counted at the far end.
 */
@WithJenkins
@Tag("long")
class BacklogTest {
    private static final int BUILDS = Integer.getInteger("logs.builds", 100);
    private static final int LINES = Integer.getInteger("logs.lines", 100_000);

    /** For ten million lines on two slow cores. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private JenkinsRule jenkins;
    private final Map<String, Long> expected = new TreeMap<>();

    /** Meanwhile jobs are renamed and deleted, and others made under the names of those that are gone. */
    @Test
    void theBrokerIsDownForTheWholeOfAllBuilds(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(4);
        try (RabbitPart rabbit = RabbitPart.start().settled()) {
            Setting.ship(Setting.amqp(rabbit.port()));
            rabbit.server().kill();
            long began = System.nanoTime();
            List<Future<FreeStyleBuild>> builds = start();
            for (Future<FreeStyleBuild> build : builds) {
                jenkins.assertBuildStatusSuccess(build.get());
            }
            double printed = since(began);
            disturb();
            rabbit.server().restart();
            began = System.nanoTime();
            try (Counting counting = new Counting(rabbit)) {
                Setting.drained(PATIENCE);
                double shipped = since(began);
                check(counting);
                tell(
                        "broker down for the whole of %d builds of %,d lines, printed in %.0f s: %,d lines, %.1f GB as records, at the far end %.0f s after it was back, %,d of them again"
                                .formatted(
                                        BUILDS,
                                        LINES,
                                        printed,
                                        counting.lines(),
                                        counting.bytes() / 1e9,
                                        shipped,
                                        counting.repeated()));
            }
        }
    }

    private List<Future<FreeStyleBuild>> start() throws Exception {
        List<Future<FreeStyleBuild>> started = new ArrayList<>();
        for (int i = 0; i < BUILDS; i++) {
            FreeStyleProject job = jenkins.createFreeStyleProject("job-" + i);
            job.getBuildersList().add(new Numbered(LINES));
            started.add(job.scheduleBuild2(0));
            expected.put("job-" + i + "#1", (long) LINES);
        }
        return started;
    }

    /** A tenth of the jobs is renamed, a tenth deleted, and a tenth deleted and made again, with another build. */
    private void disturb() throws Exception {
        for (int i = 0; i + 2 < BUILDS; i += 10) {
            job(i).renameTo("renamed-" + i);
            expected.put("renamed-" + i + "#1", expected.remove("job-" + i + "#1"));
            job(i + 1).delete();
            job(i + 2).delete();
            // The former one keeps its name at the far end; this is its namesake's first build.
            FreeStyleProject again = jenkins.createFreeStyleProject("job-" + (i + 2));
            again.updateNextBuildNumber(2);
            again.getBuildersList().add(new Numbered(7));
            jenkins.buildAndAssertSuccess(again);
            expected.put("job-" + (i + 2) + "#2", 7L);
        }
    }

    private FreeStyleProject job(int number) {
        return jenkins.jenkins.getItemByFullName("job-" + number, FreeStyleProject.class);
    }

    private void check(Counting counting) throws Exception {
        long all = expected.values().stream().mapToLong(Long::longValue).sum();
        Setting.until(
                PATIENCE,
                "all is read from the queue",
                () -> counting.numbered().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        >= all);
        assertEquals(expected, counting.numbered());
        assertEquals(List.of(), counting.faults());
        assertEquals(0, Shipping.get().givenUp().builds());
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void tell(String line) throws Exception {
        System.out.println(line);
        Path file = Files.createDirectories(Path.of("target/bench")).resolve("logs.txt");
        Files.writeString(
                file, String.format(Locale.ROOT, "%s%n", line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
