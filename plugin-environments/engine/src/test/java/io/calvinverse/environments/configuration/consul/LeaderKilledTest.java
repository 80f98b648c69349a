package io.calvinverse.environments.configuration.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Samples;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Stepped;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.environments.consul.ConsulToken;
import io.calvinverse.parts.ConsulPart;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three servers, whose leader is killed in the middle of a publication. */
class LeaderKilledTest {
    private static List<ConsulPart> servers;
    private static KeyValues store;

    @BeforeAll
    static void start() {
        servers = ConsulPart.cluster(3);
        store = new ConsulKeyValues(new Consul(
                new ConsulSettings(
                        "", servers.stream().map(ConsulPart::http).toList(), ConsulToken.NONE, ConsulSettings.TIMEOUT),
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()));
        ConsulPart.awaitVotes(servers);
    }

    @AfterAll
    static void end() {
        if (servers != null) {
            servers.forEach(ConsulPart::close);
        }
    }

    /** Also after a test that failed, so that it alone fails. Two servers bear no loss: the third must have its vote again. */
    @AfterEach
    void restart() {
        servers.stream()
                .filter(each -> !each.server().running())
                .forEach(each -> each.server().relaunch());
        ConsulPart.awaitVotes(servers);
    }

    /** @param commit after which transaction of the publication */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 8, 10})
    void thePublicationGoesOnWithTheNextLeader(int commit) throws Exception {
        Release release = Samples.release("1.0." + commit, 200);
        AtomicInteger commits = new AtomicInteger();
        ConsulPart leader = ConsulPart.leader(servers);
        Releases releases = Samples.releases(new Stepped(store, (step, request) -> {
            if (request.startsWith("commit") && commits.incrementAndGet() == commit) {
                leader.server().kill();
            }
        }));
        Done done = releases.publish(releases.plan(release, Set.of()), Consent.NONE, "test");
        assertTrue(done.published());
        assertTrue(commits.get() >= commit, "the leader was never killed");
        assertEquals(Samples.tree(release), new TreeMap<>(releases.read("config/")));
        assertEquals(List.of(), releases.status().drift());
    }
}
