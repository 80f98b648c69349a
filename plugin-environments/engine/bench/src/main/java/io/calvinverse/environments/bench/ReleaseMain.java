package io.calvinverse.environments.bench;

import io.calvinverse.environments.configuration.consul.ConsulKeyValues;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Settings;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.parts.ConsulPart;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/** A release of 1,000 keys against one PUT per key, on a real Consul, in the same run. {@code -Drelease.keys=N} for others. */
public final class ReleaseMain {
    private static final int ROUNDS = 5;
    private static final int KEYS = Integer.getInteger("release.keys", 1_000);

    private ReleaseMain() {}

    /** @param arguments not used */
    public static void main(String[] arguments) throws Exception {
        for (int servers : new int[] {1, 3}) {
            List<ConsulPart> parts = servers == 1 ? List.of(ConsulPart.start()) : ConsulPart.cluster(servers);
            try {
                System.out.printf(
                        "%d keys of 100 bytes, %d Consul server(s), milliseconds: median (all)%n", KEYS, servers);
                ConsulPart asked =
                        parts.stream().filter(ConsulPart::leading).findFirst().orElse(parts.get(0));
                measure(new Consul(ConsulSettings.of(asked.http()), HttpClient.newHttpClient()));
            } finally {
                parts.forEach(ConsulPart::close);
            }
        }
    }

    private static void measure(Consul consul) throws Exception {
        Releases releases = new Releases(
                new ConsulKeyValues(consul),
                Settings.of("bench"),
                Clock.systemUTC(),
                time -> Thread.sleep(time.toMillis()),
                () -> UUID.randomUUID().toString());
        int[] round = {0};
        time("one PUT per key, every value new", () -> {
            for (Item item : release(++round[0], KEYS).items()) {
                consul.keys()
                        .put(
                                item.key().replace("config/", "plain/"),
                                item.content().bytes());
            }
            return null;
        });
        round[0] = 0;
        time("release, every value new", () -> publish(releases, release(++round[0], KEYS)));
        time("release, one value new", () -> publish(releases, release(++round[0], 1)));
        time("plan alone, nothing new", () -> releases.plan(release(round[0], 1), Set.of()));
        time("rollback and forth, one value", () -> {
            releases.publish(releases.planRollback(Version.of("1.9.0")), Consent.NONE, "bench");
            return releases.publish(releases.planRollback(Version.of("1.10.0")), Consent.NONE, "bench");
        });
    }

    private static Object publish(Releases releases, Release release) throws Exception {
        Plan plan = releases.plan(release, Set.of());
        return releases.publish(plan, Consent.NONE, "bench");
    }

    /** The first keys have a value of this round, the others one of the last round in which all were new. */
    private static Release release(int round, int fresh) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            String value = ("round " + (i < fresh ? round : ROUNDS) + " key " + i + " ")
                    .repeat(10)
                    .substring(0, 100);
            items.add(new Item(
                    "config/services/service" + i + "/host",
                    Content.of(value.getBytes(StandardCharsets.UTF_8)),
                    "bench"));
        }
        return new Release(Version.of("1." + round + ".0"), "bench", "bench", items);
    }

    private static void time(String what, Callable<?> work) throws Exception {
        long[] millis = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            work.call();
            millis[i] = (System.nanoTime() - begun) / 1_000_000;
        }
        String all = Arrays.toString(millis);
        Arrays.sort(millis);
        System.out.printf("%-36s %6d  %s%n", what, millis[ROUNDS / 2], all);
    }
}
