package io.jenkins.plugins.calvinverse.logs.shipping;

import io.calvinverse.logs.enrich.Rules;
import io.calvinverse.logs.spool.BuildFacts;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.check.Lines;
import java.util.ArrayList;
import java.util.List;

/** What is done to a build's lines: what holds everywhere, and what its job and folders want besides. */
final class LineRules {
    private LineRules() {}

    static Rules of(LogsConfiguration configuration, BuildFacts facts) {
        List<String> patterns = new ArrayList<>(Lines.of(configuration.getPatterns()));
        patterns.addAll(facts.patterns());
        return new Rules(configuration.isKeepAnsi(), patterns);
    }
}
