package io.jenkins.plugins.calvinverse.environments.page;

import hudson.Util;
import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.release.KeyPattern;
import io.calvinverse.environments.configuration.release.Version;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.release.Streams;
import java.io.IOException;
import java.util.List;

/**
 * A release that is to come from another environment.
 *
 * @param version empty for the one that is current there
 * @param local patterns of keys that keep the value they have here
 */
record Promotion(Environment to, String from, String version, String stream, List<String> local) {

    static Promotion of(Environment to, String from, String version, String stream, String local) {
        List<String> patterns = Util.fixNull(local)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return new Promotion(
                to,
                Util.fixNull(from),
                Util.fixNull(Util.fixEmptyAndTrim(version)),
                Util.fixEmptyAndTrim(stream) == null ? Streams.DEFAULT : stream.strip(),
                patterns);
    }

    /** Waits for both Consuls. */
    Plan plan() throws IOException, ConfigurationException {
        Environment source = EnvironmentsConfiguration.get()
                .named(from)
                .filter(each -> !each.getName().equals(to.getName()))
                .orElseThrow(() -> new IllegalArgumentException(Messages.Promotion_NoSource(from)));
        Releases theirs = Streams.of(source, stream);
        return Streams.of(to, stream)
                .planPromotion(
                        theirs,
                        from,
                        wanted(theirs),
                        local.stream().map(KeyPattern::new).toList());
    }

    private Version wanted(Releases theirs) throws IOException, ConfigurationException {
        if (!version.isEmpty()) {
            return Version.of(version);
        }
        Done current = theirs.status().current();
        if (current == null) {
            throw new IllegalArgumentException(Messages.Promotion_NoRelease(from, stream));
        }
        return current.act().version();
    }

    /** @param by who, for the records */
    Done publish(String by) throws IOException, ConfigurationException, InterruptedException {
        return Streams.of(to, stream).publish(plan(), Consent.NONE, by);
    }
}
