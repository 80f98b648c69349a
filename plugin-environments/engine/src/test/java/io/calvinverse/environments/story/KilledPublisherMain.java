package io.calvinverse.environments.story;

import io.calvinverse.environments.configuration.consul.ConsulKeyValues;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Samples;
import io.calvinverse.environments.configuration.store.Stepped;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Publishes a release in a process of its own, and stays where half of it is written, to be killed there. */
public final class KilledPublisherMain {
    private KilledPublisherMain() {}

    /** Arguments: address, directory of the release, commit, author. */
    public static void main(String[] arguments) throws Exception {
        Consul consul = new Consul(ConsulSettings.of(URI.create(arguments[0])), HttpClient.newHttpClient());
        Releases releases = Samples.releases(new Stepped(new ConsulKeyValues(consul), (step, request) -> {
            if (request.startsWith("commit") && request.contains("key=config/features/")) {
                System.out.println("half");
                stay();
            }
        }));
        releases.publish(
                releases.plan(Sources.read(Path.of(arguments[1]), arguments[2], arguments[3]), Set.of()),
                Consent.NONE,
                "deploy #3");
        System.out.println("whole");
    }

    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
