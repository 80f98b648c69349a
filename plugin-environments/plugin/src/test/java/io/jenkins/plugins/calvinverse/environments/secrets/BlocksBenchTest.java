package io.jenkins.plugins.calvinverse.environments.secrets;

import static io.jenkins.plugins.calvinverse.environments.secrets.VaultTrial.job;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** 200 blocks at once, in one Pipeline: requests per block as Vault's own audit log counts them, and threads while all wait. */
@Tag("bench")
class BlocksBenchTest {
    private static final int BLOCKS = 200;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void blocksAtOnce() throws Throwable {
        try (VaultTrial trial = new VaultTrial()) {
            Path audit = trial.vault.server().directory().resolve("audit.log");
            trial.vault.admin(
                    "PUT", "sys/audit/file", "{\"type\":\"file\",\"options\":{\"file_path\":\"" + audit + "\"}}");
            List<String> report = new ArrayList<>();
            sessions.then(j -> {
                trial.configure();
                String warm = "withSecrets([secretMap(path: 'secret/team/x', prefix: 'X_')]) { }";
                j.buildAndAssertSuccess(job("warm", warm));
                long before = requests(audit);
                Map<String, Long> threads = threads();
                trial.vault.seal();
                WorkflowRun build =
                        job("many", """
                            def branches = [:]
                            for (int i = 0; i < %d; i++) {
                              branches['b' + i] = { withSecrets([secretMap(path: 'secret/team/x', prefix: 'X_')]) { } }
                            }
                            parallel branches
                            """.formatted(BLOCKS)).scheduleBuild2(0).waitForStart();
                VaultTrial.until("all wait", () -> waiting(build) >= BLOCKS);
                Map<String, Long> more = more(threads);
                long own = sum(more, "calvinverse-secrets");
                report.add("%d blocks wait for a sealed Vault: %d threads of secrets, %d threads more in all: %s"
                        .formatted(BLOCKS, own, sum(more, ""), more));
                assertTrue(own <= 10, () -> own + " threads");
                long others = sum(more, "") - own;
                assertTrue(others < BLOCKS / 2, () -> others + " threads: " + more);
                trial.vault.unseal();
                j.assertBuildStatusSuccess(j.waitForCompletion(build));
                report.add("%d blocks: %.2f requests each"
                        .formatted(BLOCKS, (requests(audit) - before) / (double) BLOCKS));
            });
            Path file = Path.of("target/bench/secrets.txt");
            Files.createDirectories(file.getParent());
            Files.write(file, report);
        }
    }

    /** How many there are of each name, numbers apart. */
    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .collect(Collectors.groupingBy(
                        thread -> thread.getName().replaceAll("[0-9]+", "#"), TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> more(Map<String, Long> before) {
        Map<String, Long> now = threads();
        before.forEach((name, number) -> now.merge(name, -number, Long::sum));
        now.values().removeIf(number -> number <= 0);
        return now;
    }

    private static long sum(Map<String, Long> threads, String begin) {
        return threads.entrySet().stream()
                .filter(each -> each.getKey().startsWith(begin))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Requests that Vault took while it was not sealed. */
    private static long requests(Path audit) throws Exception {
        try (var lines = Files.lines(audit)) {
            return lines.filter(line -> line.contains("\"type\":\"request\"")).count();
        }
    }

    private static long waiting(WorkflowRun build) {
        try {
            return build.getLog(Integer.MAX_VALUE).stream()
                    .filter(line -> line.contains("waiting for Vault"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
