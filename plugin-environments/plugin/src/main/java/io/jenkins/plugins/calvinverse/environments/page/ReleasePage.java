package io.jenkins.plugins.calvinverse.environments.page;

import hudson.Util;
import hudson.model.ModelObject;
import io.calvinverse.environments.configuration.consul.ConsulKeyValues;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Layout;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.publish.Settings;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.release.Streams;
import java.util.List;
import java.util.Objects;

/** One act of a stream of releases, and what it changed against the one before. */
public final class ReleasePage implements ModelObject {
    private final Environment environment;
    private final String stream;
    private final long number;

    ReleasePage(Environment environment, String stream, long number) {
        this.environment = environment;
        this.stream = Objects.requireNonNullElse(Util.fixEmptyAndTrim(stream), Streams.DEFAULT);
        this.number = number;
    }

    @Override
    public String getDisplayName() {
        return Messages.ReleasePage_DisplayName(number, environment.getName());
    }

    public Environment getEnvironment() {
        return environment;
    }

    public String getStream() {
        return stream;
    }

    /** Reads the records of both releases. */
    public Answer<Difference> difference() {
        return Answer.to(() -> {
            Layout layout = new Layout(Settings.of(Streams.DEFAULT).layout().root(), stream);
            Ledger ledger = new Ledger(
                    new ConsulKeyValues(Connections.get().requireConsul(environment)),
                    layout,
                    environment.getConfigurationPrefix());
            List<Done> acts = ledger.acts();
            for (int i = 0; i < acts.size(); i++) {
                if (acts.get(i).act().sequence() == number) {
                    return Difference.of(ledger, acts.subList(0, i), acts.get(i));
                }
            }
            throw new IllegalArgumentException(Messages.ReleasePage_Gone(number));
        });
    }
}
