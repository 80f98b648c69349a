package io.jenkins.plugins.calvinverse.environments.connection;

import hudson.AbortException;
import io.calvinverse.environments.discovery.Discovery;
import io.calvinverse.environments.discovery.DiscoveryException;
import io.calvinverse.environments.discovery.Found;
import io.calvinverse.environments.discovery.ServiceName;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks a service up. While nobody answers and nothing is known from before it asks again for a while, without holding a
 * thread meanwhile.
 */
public final class Lookup {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Connections connections;
    private final Discovery discovery;
    private final ServiceName name;
    private final long end;
    private final CompletableFuture<Found> result = new CompletableFuture<>();

    private Lookup(Connections connections, Discovery discovery, ServiceName name, Duration patience) {
        this.connections = connections;
        this.discovery = discovery;
        this.name = name;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /**
     * @param tag null for any
     * @return the service; exceptionally an {@link AbortException} that says which there are, or what ails it. Cancel it
     *     to stop asking.
     */
    public static CompletableFuture<Found> of(Environment environment, String service, String tag, Duration patience) {
        Connections connections = Connections.get();
        ServiceName name = new ServiceName(tag == null ? "" : tag, service);
        Lookup lookup = new Lookup(connections, connections.of(environment).discovery(), name, patience);
        connections.requests().execute(lookup::ask);
        return lookup.result;
    }

    private void ask() {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(discovery.find(name));
        } catch (DiscoveryException e) {
            if (e.kind() == DiscoveryException.Kind.NO_ANSWER && System.nanoTime() < end) {
                connections
                        .clockwork()
                        .schedule(
                                () -> connections.requests().execute(this::ask),
                                PAUSE.toMillis(),
                                TimeUnit.MILLISECONDS);
                return;
            }
            AbortException refusal = new AbortException(e.getMessage());
            refusal.initCause(e);
            fail(refusal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Exception failure) {
        if (!connections.closing()) {
            result.completeExceptionally(failure);
        }
    }
}
