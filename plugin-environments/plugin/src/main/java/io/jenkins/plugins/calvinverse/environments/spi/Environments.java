package io.jenkins.plugins.calvinverse.environments.spi;

import hudson.AbortException;
import hudson.model.Item;
import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.discovery.Endpoint;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.choice.Choice;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.connection.Lookup;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.FirstBoot;
import io.jenkins.plugins.calvinverse.environments.definition.SecretTexts;
import io.jenkins.plugins.calvinverse.environments.release.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What other plugins may ask about environments. Nothing here waits. */
public final class Environments {
    private Environments() {}

    /** Names of all, in the order of the configuration. */
    public static List<String> names() {
        return EnvironmentsConfiguration.get().getEnvironments().stream()
                .map(Environment::getName)
                .toList();
    }

    /**
     * The environment of a step: the one it names, or else the one pinned around it, or else the default one.
     *
     * @param named null when the step names none
     * @throws AbortException when there is none, or it is not allowed here; the message says which are
     */
    public static EnvironmentValues of(StepContext context, String named) throws IOException, InterruptedException {
        return values(Choice.of(context, named));
    }

    /**
     * The environment of a job.
     *
     * @param named null for the default one
     * @throws AbortException as above
     */
    public static EnvironmentValues of(Item item, String named) throws AbortException {
        return values(Choice.of(item, named));
    }

    /**
     * Looks up a service.
     *
     * @param environment name of one that exists; it was chosen by {@code of}
     * @param tag null for any
     * @param patience how long to ask again while nothing is known
     * @return instances that pass their checks, at least one; exceptionally an AbortException for the build's log
     */
    public static CompletableFuture<List<ServiceAddress>> find(
            String environment, String service, String tag, Duration patience) {
        Optional<Environment> known = EnvironmentsConfiguration.get().named(environment);
        if (known.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new AbortException(Messages.Environments_Unknown(environment, String.join(", ", names()))));
        }
        return Lookup.of(known.get(), service, tag, patience)
                .thenApply(found -> found.endpoints().stream()
                        .map((Endpoint e) -> new ServiceAddress(e.host(), e.port(), found.asOf(), found.trouble()))
                        .toList());
    }

    /**
     * The version of the configuration release in force, of the stream that needs no name.
     *
     * @param environment name of one that exists
     * @return empty before the first release, and without a Consul; exceptionally what kept it from being read
     */
    public static CompletableFuture<Optional<String>> release(String environment) {
        Optional<Environment> known =
                EnvironmentsConfiguration.get().named(environment).filter(each -> each.getConsul() != null);
        if (known.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<String>> result = new CompletableFuture<>();
        Connections.get().requests().execute(() -> {
            try {
                Done current = Streams.of(known.get(), null).status().current();
                result.complete(Optional.ofNullable(current)
                        .map(done -> done.act().version().toString()));
            } catch (IOException | ConfigurationException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** What a new machine of the environment needs; empty when the environment is unknown or makes no machines. */
    public static Optional<FirstBootValues> firstBoot(String environment) {
        return EnvironmentsConfiguration.get()
                .named(environment)
                .filter(e -> e.getFirstBoot() != null)
                .map(Environments::firstBoot);
    }

    private static FirstBootValues firstBoot(Environment environment) {
        FirstBoot boot = environment.getFirstBoot();
        String key = boot.getGossipKeyCredentialsId();
        return new FirstBootValues(
                environment.getName(),
                environment.getDomain(),
                boot.joinAddressList(),
                key == null
                        ? null
                        : SecretTexts.find(key)
                                .orElseThrow(() -> new IllegalStateException(
                                        Messages.Environments_NoGossipKey(environment.getName(), key))),
                Objects.requireNonNullElse(boot.getDnsZones(), ""));
    }

    private static EnvironmentValues values(Environment environment) {
        return new EnvironmentValues(environment.getName(), environment.getDomain());
    }
}
