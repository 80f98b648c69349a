package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks over an environment before a build finds out. Blocks as long as its rules do; thread-safe. */
public final class Preflight {
    /** What every Calvinverse environment must fulfil. */
    public static final List<Rule> CALVINVERSE = List.of(
            new RequiredKeys(), new Meanings(), new Hosts(), new VaultServes(), new SecretPaths(), new Clocks());

    private final List<Rule> rules;

    public Preflight(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** All that is wrong, in the order of the rules; a rule that cannot tell is a finding of its own. */
    public List<Finding> check(Site site) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            try {
                findings.addAll(rule.check(site));
            } catch (IOException e) {
                findings.add(new Finding(
                        rule.name(),
                        "the check " + rule.name(),
                        "could not be made: " + e.getMessage(),
                        "whoever relies on it",
                        "see the cause, then check again"));
            }
        }
        return findings;
    }
}
