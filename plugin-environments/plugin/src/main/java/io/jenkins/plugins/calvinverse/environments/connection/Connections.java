package io.jenkins.plugins.calvinverse.environments.connection;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.calvinverse.environments.consul.Consul;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** The connections of this controller, by the names of their environments. Any thread; making one does no I/O. */
@Extension
public class Connections {
    private final Threads threads = new Threads();
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private volatile boolean closing;

    public static Connections get() {
        return ExtensionList.lookupSingleton(Connections.class);
    }

    /** The connection of an environment, a new one when its settings or its token have changed. */
    public Connection of(Environment environment) {
        return connections.compute(environment.getName(), (name, old) -> {
            if (old != null && old.suits(environment)) {
                return old;
            }
            if (old != null) {
                old.close();
            }
            return new Connection(environment, threads);
        });
    }

    /**
     * Its Consul.
     *
     * @throws IOException when it has none, saying so
     */
    public Consul requireConsul(Environment environment) throws IOException {
        return of(environment)
                .consul()
                .orElseThrow(() -> new IOException(Messages.Connections_NoConsul(environment.getName())));
    }

    /** For what waits for an answer; a few threads for all. */
    public ExecutorService requests() {
        return threads.requests();
    }

    /** For what is done later and takes microseconds. */
    public ScheduledExecutorService clockwork() {
        return threads.clockwork();
    }

    /** Whether the controller ends: what is interrupted now goes on after its restart, and has not failed. */
    public boolean closing() {
        return closing;
    }

    /** Closes what is no longer configured, or differently. */
    void followConfiguration() {
        connections.forEach((name, connection) -> {
            boolean suits = EnvironmentsConfiguration.get()
                    .named(name)
                    .filter(connection::suits)
                    .isPresent();
            if (!suits && connections.remove(name, connection)) {
                connection.close();
            }
        });
    }

    @Terminator
    public static void stop() {
        Connections all = get();
        all.closing = true;
        all.connections.values().forEach(Connection::close);
        all.connections.clear();
        all.threads.close();
    }
}
