package io.calvinverse.environments.configuration.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Change;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.ReleaseRefusedException;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Samples;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Stepped;
import io.calvinverse.environments.consul.Consul;
import io.calvinverse.environments.consul.ConsulSettings;
import io.calvinverse.parts.ConsulPart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to releases on one real server. */
class ReleasesOnConsulTest {
    private static final Release OLD = Samples.release("1.0.0", 200);
    private static final Release NEW = Samples.release("1.1.0", 200);

    private static ConsulPart server;
    private static Consul consul;
    private static ConsulKeyValues store;

    @BeforeAll
    static void start() {
        server = ConsulPart.start();
        consul = new Consul(ConsulSettings.of(server.http()), HttpClient.newHttpClient());
        store = new ConsulKeyValues(consul);
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void clean() throws Exception {
        consul.keys().deleteTree("");
        publish(store, OLD);
    }

    private static Done publish(KeyValues to, Release release) throws Exception {
        Releases releases = Samples.releases(to);
        return releases.publish(releases.plan(release, Set.of()), Consent.NONE, "test");
    }

    private static Map<String, Content> tree() throws IOException {
        return new TreeMap<>(Samples.releases(store).read("config/"));
    }

    private static void assertIs(Release release) throws Exception {
        assertEquals(Samples.tree(release), tree());
        assertEquals(
                List.of(release.version()),
                List.of(Samples.releases(store).status().current().act().version()));
        assertEquals(null, Samples.releases(store).status().pending());
    }

    private static void edit(String key, String value) throws StoreTrouble {
        try {
            consul.keys().put(key, value.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreTrouble(e);
        }
    }

    private static final class StoreTrouble extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoreTrouble(IOException cause) {
            super(cause);
        }
    }

    /** Something happens once, after the first transaction that writes configuration. */
    private static KeyValues halfWay(Runnable event) {
        AtomicInteger writes = new AtomicInteger();
        return new Stepped(store, (step, request) -> {
            if (request.startsWith("commit") && request.contains("key=config/") && writes.incrementAndGet() == 1) {
                event.run();
            }
        });
    }

    @Test
    void forthAndBack() throws Exception {
        Map<String, Content> before = tree();
        publish(store, NEW);
        assertIs(NEW);
        Releases releases = Samples.releases(store);
        Plan back = releases.planRollback(OLD.version());
        assertEquals(1, back.of(Change.Sort.ADDED).size());
        assertEquals(1, back.of(Change.Sort.REMOVED).size());
        releases.publish(back, Consent.NONE, "test");
        assertEquals(before, tree());
        assertEquals(
                List.of("ROLLBACK 1.0.0", "PUBLISH 1.1.0", "PUBLISH 1.0.0"),
                releases.history().stream()
                        .map(done -> done.act().kind() + " " + done.act().version())
                        .toList());
    }

    @Test
    void theLockIsLostHalfWay() throws Exception {
        publish(
                halfWay(() -> {
                    try {
                        List<Entry> lock = store.read("data/releases/lock");
                        consul.sessions().end(lock.get(0).session());
                    } catch (IOException e) {
                        throw new StoreTrouble(e);
                    }
                }),
                NEW);
        assertIs(NEW);
    }

    @Test
    void aRivalTakesOverHalfWay() throws Exception {
        Release rival = Samples.release("1.2.0", 150);
        KeyValues slow = halfWay(() -> {
            try {
                List<Entry> lock = store.read("data/releases/lock");
                consul.sessions().end(lock.get(0).session());
                publish(store, rival);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        ConfigurationException refused = assertThrows(ReleaseRefusedException.class, () -> publish(slow, NEW));
        assertTrue(refused.getMessage().contains("taken back for release 1.2.0"), refused::getMessage);
        assertIs(rival);
    }

    @Test
    void anotherHandEditsBetweenPlanAndPublish() throws Exception {
        Releases releases = Samples.releases(store);
        Plan plan = releases.plan(NEW, Set.of());
        edit("config/services/s7/host", "by hand");
        Map<String, Content> before = tree();
        ReleaseRefusedException refused =
                assertThrows(ReleaseRefusedException.class, () -> releases.publish(plan, Consent.OVERWRITE, "test"));
        assertEquals(
                "key config/services/s7/host was edited by another hand since the plan; plan again",
                refused.getMessage());
        assertEquals(before, tree());
        assertEquals(
                List.of("config/services/s7/host"),
                releases.status().drift().stream().map(Change::key).toList());

        Plan again = releases.plan(NEW, Set.of());
        assertEquals(
                List.of("config/services/s7/host"),
                again.of(Change.Sort.FOREIGN).stream().map(Change::key).toList());
        assertThrows(ReleaseRefusedException.class, () -> releases.publish(again, Consent.NONE, "test"));
        assertEquals(before, tree());
        releases.publish(again, Consent.OVERWRITE, "test");
        assertIs(NEW);
    }

    @Test
    void anotherHandEditsHalfWay() throws Exception {
        KeyValues edited = halfWay(() -> edit("config/services/s199/host", "by hand"));
        ReleaseRefusedException refused = assertThrows(ReleaseRefusedException.class, () -> publish(edited, NEW));
        assertTrue(
                refused.getMessage().contains("nothing of it remains: edited by another hand")
                        && refused.getMessage().contains("config/services/s199/host"),
                refused::getMessage);
        Map<String, Content> expected = Samples.tree(OLD);
        expected.put("config/services/s199/host", Content.of("by hand"));
        assertEquals(expected, tree());
    }

    @Test
    void twoAtOnce() throws Exception {
        Release other = Samples.release("1.2.0", 100);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Done>> both = List.of(() -> publish(store, NEW), () -> publish(store, other));
            List<String> published = new ArrayList<>();
            for (Future<Done> each : threads.invokeAll(both)) {
                try {
                    published.add(each.get().act().version().toString());
                } catch (ExecutionException e) {
                    assertTrue(e.getCause() instanceof ReleaseRefusedException, e::toString);
                }
            }
            assertFalse(published.isEmpty());
            Release current =
                    Samples.releases(store).status().current().act().version().equals(NEW.version()) ? NEW : other;
            assertTrue(published.contains(current.version().toString()));
            assertIs(current);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theServerDiesHalfWayAndComesBack() throws Exception {
        publish(
                halfWay(() -> {
                    server.server().kill();
                    server.server().relaunch();
                }),
                NEW);
        assertIs(NEW);
    }

    @Test
    void aValueThatFitsNoTransactionIsRefusedBeforeAnythingIsWritten() throws Exception {
        List<Item> items = new ArrayList<>(NEW.items());
        items.add(new Item("config/big", Content.of(new byte[513 * 1024]), "big.yaml:3"));
        Release big = new Release(NEW.version(), "", "", items);
        Releases releases = Samples.releases(store);
        Plan plan = releases.plan(big, Set.of());
        assertEquals(1, plan.refusals().size());
        assertTrue(plan.refusals().get(0).startsWith("the value of config/big has 525312 bytes"));
        assertThrows(ReleaseRefusedException.class, () -> releases.publish(plan, Consent.OVERWRITE, "test"));
        assertIs(OLD);
    }

    @Test
    void theLargestValueThatIsAllowedIsPublished() throws Exception {
        List<Item> items = new ArrayList<>(NEW.items());
        for (int i = 0; i < 3; i++) {
            byte[] bytes = new byte[378_000];
            bytes[0] = (byte) i;
            items.add(new Item("config/big" + i, Content.of(bytes), "big.yaml:3"));
        }
        Release big = new Release(NEW.version(), "", "", items);
        publish(store, big);
        assertIs(big);
    }

    @Test
    void aReleaseOlderThanTheCurrentOneIsRefused() throws Exception {
        publish(store, NEW);
        Plan plan = Samples.releases(store).plan(OLD, Set.of());
        assertEquals(
                List.of("release 1.0.0 is older than the current 1.1.0; go back with a rollback, or give it a higher"
                        + " version"),
                plan.refusals());
    }
}
