package io.jenkins.plugins.calvinverse.environments.release;

import hudson.Util;
import io.calvinverse.environments.configuration.consul.ConsulKeyValues;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Settings;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

/** The streams of releases of an environment. Making one does no I/O. */
public final class Streams {
    /** The stream of who names none. */
    public static final String DEFAULT = "main";

    private Streams() {}

    /**
     * @param stream null for {@link #DEFAULT}
     * @throws IOException when the environment has no Consul
     */
    public static Releases of(Environment environment, String stream) throws IOException {
        return new Releases(
                new ConsulKeyValues(Connections.get().requireConsul(environment)),
                settings(environment, stream),
                Clock.systemUTC(),
                time -> Thread.sleep(time.toMillis()),
                () -> UUID.randomUUID().toString());
    }

    static Settings settings(Environment environment, String stream) {
        Settings usual = Settings.of(Objects.requireNonNullElse(Util.fixEmptyAndTrim(stream), DEFAULT));
        return new Settings(
                environment.getConfigurationPrefix(),
                usual.layout(),
                usual.ready(),
                usual.limits(),
                usual.life(),
                usual.queueing(),
                usual.patience(),
                usual.kept());
    }
}
