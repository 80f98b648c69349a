package io.jenkins.plugins.calvinverse.environments.preflight;

import io.calvinverse.environments.preflight.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a look over an environment found.
 *
 * @param findings none when all is well
 * @param ignored how many were left out because the settings say so
 */
public record Verdict(String environment, Instant time, List<Finding> findings, int ignored) {
    public Verdict {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        findings = List.copyOf(findings);
    }

    public boolean clean() {
        return findings.isEmpty();
    }

    /** For a log: a line each, and one that sums up. */
    public List<String> text() {
        List<String> text = new java.util.ArrayList<>(
                findings.stream().map(each -> "[" + each.rule() + "] " + each).toList());
        text.add(summary());
        return text;
    }

    public String summary() {
        String left = ignored == 0 ? "" : " " + Messages.Verdict_Ignored(ignored);
        return (clean() ? Messages.Verdict_Clean(environment) : Messages.Verdict_Findings(environment, findings.size()))
                + left;
    }
}
