package io.calvinverse.environments.configuration.consul;

import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Samples;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Stepped;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Set;

/** Publishes a sample release in a process of its own, says after which request it is, and stops at one to be killed. */
public final class PublisherMain {
    private PublisherMain() {}

    /** Arguments: address, version, keys, request at which to stop. */
    public static void main(String[] arguments) throws Exception {
        int last = Integer.parseInt(arguments[3]);
        Consul consul = new Consul(ConsulSettings.of(URI.create(arguments[0])), HttpClient.newHttpClient());
        KeyValues store = new Stepped(new ConsulKeyValues(consul), (step, request) -> {
            if (step == last) {
                System.out.println("at " + step);
                while (true) {
                    pause();
                }
            }
        });
        Releases releases = Samples.releases(store);
        Plan plan = releases.plan(Samples.release(arguments[1], Integer.parseInt(arguments[2])), Set.of());
        releases.publish(plan, Consent.NONE, "publisher");
        System.out.println("done");
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
