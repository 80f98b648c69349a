package io.jenkins.plugins.calvinverse.environments.release;

import hudson.model.InvisibleAction;
import io.calvinverse.environments.configuration.ledger.Done;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** On a build: a release it published, with the way to it. */
public class ReleasedConfiguration extends InvisibleAction {
    private final String environment;
    private final String stream;
    private final String version;
    private final long number;

    ReleasedConfiguration(String environment, String stream, String version, long number) {
        this.environment = environment;
        this.stream = stream;
        this.version = version;
        this.number = number;
    }

    /** Tells the log and the build's page, and answers what the step returns. */
    static Map<String, Object> tell(Desk desk, Done done) throws IOException, InterruptedException {
        String environment = desk.environment().getName();
        String version = done.act().version().toString();
        desk.say(List.of(Messages.ReleasedConfiguration_Published(version, environment)));
        ReleasedConfiguration here = new ReleasedConfiguration(
                environment, desk.stream(), version, done.act().sequence());
        boolean known =
                desk.build().getActions(ReleasedConfiguration.class).stream().anyMatch(here::same);
        if (!known) {
            desk.build().addAction(here);
            desk.build().save();
        }
        return Results.of(environment, done);
    }

    private boolean same(ReleasedConfiguration other) {
        return other.environment.equals(environment) && other.stream.equals(stream) && other.number == number;
    }

    public String getEnvironment() {
        return environment;
    }

    public String getStream() {
        return stream;
    }

    public String getVersion() {
        return version;
    }

    /** Of the act in its stream. */
    public long getNumber() {
        return number;
    }
}
