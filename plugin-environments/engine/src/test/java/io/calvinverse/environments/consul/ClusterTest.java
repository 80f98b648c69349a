package io.calvinverse.environments.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.Watching;
import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.Server;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three real servers, of which some die or fall silent. */
class ClusterTest {

    private static final byte[] VALUE = "v".getBytes(StandardCharsets.UTF_8);

    private List<ConsulPart> servers;
    private Consul consul;
    private Watch<Optional<KeyEntry>> watch;

    @BeforeEach
    void start() throws Exception {
        servers = ConsulPart.cluster(3);
        // The leader first: it is the one whose loss hurts.
        List<ConsulPart> ordered = servers.stream()
                .sorted((a, b) -> Boolean.compare(b.leading(), a.leading()))
                .toList();
        consul = new Consul(
                new ConsulSettings(
                        ConsulPart.DATACENTER,
                        ordered.stream().map(ConsulPart::http).toList(),
                        ConsulToken.NONE,
                        Duration.ofSeconds(2)),
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build());
        consul.keys().put("k", "0".getBytes(StandardCharsets.UTF_8));
        watch = new Watch<>(consul, Keys.key("k"), Watching.QUICK, Watching.surroundings(), sight -> {}).start();
        watch.first().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() {
        if (servers != null) {
            servers.forEach(ConsulPart::close);
        }
    }

    @Test
    void theLossOfTheLeaderIsAPause() throws Exception {
        ConsulPart leader = leader();
        String session = consul.sessions().open("holder", Duration.ofMinutes(2), Duration.ZERO);
        assertTrue(consul.keys().lock("lock", VALUE, session));
        leader.server().kill();

        Watching.await("a write is taken again", () -> written("k", "1"));
        Watching.await(
                "the watch sees it",
                () -> value().equals("1") && watch.sight().trouble().isEmpty());
        // Autopilot may have taken the dead server out by now, and with it the sessions it was asked for: then the lock
        // is free.
        Watching.await(
                "the lock is held as long as its session lives",
                () -> consul.sessions().lives(session) == holder("lock").equals(session));

        leader.server().restart();
        Watching.await("it is back", () -> consul.agent().servers().size() == 3);
        assertTrue(written("k", "2"));
        Watching.await("the watch sees that too", () -> value().equals("2"));
    }

    @Test
    void behindAPartitionTheLastKnownGrowsOld() throws Exception {
        ConsulPart leader = leader();
        List<Server> silent = servers.stream()
                .filter(each -> each != leader)
                .map(ConsulPart::server)
                .toList();
        Watch<List<Instance>> services = new Watch<>(
                        consul, Catalog.instances("consul"), Watching.QUICK, Watching.surroundings(), sight -> {})
                .start();
        services.first().get(10, TimeUnit.SECONDS);
        silent.forEach(Server::freeze);
        Watching.await("the watch is in trouble, and keeps what it saw", () -> {
            assertEquals("0", value());
            return !watch.sight().trouble().isEmpty();
        });
        Watching.await("so is that of a service", () -> {
            assertEquals(3, services.sight().value().orElseThrow().size());
            return !services.sight().trouble().isEmpty();
        });
        ConsulException refused =
                assertThrows(ConsulException.class, () -> consul.keys().put("other", VALUE));
        assertTrue(refused.passing(), refused::getMessage);
        assertThrows(ConsulException.class, () -> consul.keys().get("k", Consistency.CONSISTENT));
        assertEquals(
                "0", consul.keys().get("k", Consistency.STALE).orElseThrow().text(), "stale reads go on");

        silent.forEach(Server::thaw);
        Watching.await("writes are taken again", () -> written("k", "1"));
        Watching.await(
                "the watch is well again",
                () -> value().equals("1") && watch.sight().trouble().isEmpty());
        Watching.await(
                "the service is known anew", () -> services.sight().trouble().isEmpty());
        services.close();
    }

    @Test
    void aSilentServerIsPassedOver() throws Exception {
        Server first = leader().server();
        first.freeze();
        Watching.await(
                "another is read from",
                () -> consul.keys()
                        .get("k", Consistency.STALE)
                        .filter(entry -> entry.text().equals("0"))
                        .isPresent());
        ConsulException unsure = null;
        for (int i = 0; i < 3 && unsure == null; i++) {
            // The reads moved on to another server, so that this is taken once there is a new leader.
            try {
                consul.keys().put("other", VALUE);
            } catch (ConsulException e) {
                unsure = e;
            }
        }
        assertTrue(unsure == null || unsure.passing(), () -> "a write is taken or may be tried again");
        first.thaw();
        Watching.await("all is well", () -> written("k", "3"));
    }

    /** On a machine that is busy elsewhere it may change hands now and then. */
    private ConsulPart leader() {
        return ConsulPart.leader(servers);
    }

    private boolean written(String key, String value) {
        try {
            consul.keys().put(key, value.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (ConsulException e) {
            assertTrue(e.passing(), e::getMessage);
            return false;
        }
    }

    private String holder(String key) throws ConsulException {
        return consul.keys()
                .get(key, Consistency.CONSISTENT)
                .map(KeyEntry::session)
                .orElse("");
    }

    private String value() {
        return watch.sight().value().orElseThrow().map(KeyEntry::text).orElse("");
    }
}
