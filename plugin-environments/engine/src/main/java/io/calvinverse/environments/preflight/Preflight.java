package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks over an environment before a build finds out. Blocks as long as its rules do; thread-safe. */
public final class Preflight {
    /** What every Calvinverse environment must fulfil. */
    public static final List<Rule> CALVINVERSE = List.of(
            new RequiredKeys(), new Meanings(), new Hosts(), new VaultServes(), new SecretPaths(), new Clocks());

    /** What can be told of an environment without Consul, or whose Consul does not answer. */
    public static final List<Rule> WITHOUT_CONSUL = List.of(new VaultServes(), new Clocks());

    private final List<Rule> rules;

    public Preflight(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * All that is wrong, in the order of the rules; a rule that cannot tell is a finding of its own, and what several rules find is
     * one finding, needed by all they name.
     */
    public List<Finding> check(Site site) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Rule rule : rules) {
            try {
                rule.check(site).forEach(each -> add(findings, each));
            } catch (IOException e) {
                add(
                        findings,
                        new Finding(
                                rule.name(),
                                "the check " + rule.name(),
                                "could not be made: " + e.getMessage(),
                                "whoever relies on it",
                                "see the cause, then check again"));
            }
        }
        return List.copyOf(findings.values());
    }

    private static void add(Map<String, Finding> findings, Finding finding) {
        findings.merge(
                finding.subject() + "\n" + finding.fault(),
                finding,
                (one, other) -> new Finding(
                        one.rule(),
                        one.subject(),
                        one.fault(),
                        one.neededBy().contains(other.neededBy())
                                ? one.neededBy()
                                : one.neededBy() + ", " + other.neededBy(),
                        one.wayOut()));
    }
}
