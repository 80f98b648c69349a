package io.calvinverse.environments.configuration.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.DamagedRecordException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Kind;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.calvinverse.environments.configuration.release.Allowance;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.KeyPattern;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.simulation.MemoryStore;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Limits;
import io.calvinverse.environments.configuration.store.LockHeldException;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Outcome;
import io.calvinverse.environments.configuration.store.Stepped;
import io.calvinverse.environments.configuration.store.StoreException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {
    private final MemoryStore store = new MemoryStore(Clock.systemUTC(), Limits.CONSUL);
    private final Releases releases = Samples.releases(store);

    private static Release release(String version, String... keysAndValues) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            items.add(new Item("config/" + keysAndValues[i], Content.of(keysAndValues[i + 1]), "a.yaml:" + (i + 2)));
        }
        return new Release(Version.of(version), "c0ffee", "tester", items);
    }

    private Done publish(Release release) throws Exception {
        return releases.publish(releases.plan(release, Set.of()), Consent.NONE, "deploy #7");
    }

    private void edit(String key, String value) {
        store.commit(List.of(new Operation.Set(key, Content.of(value))));
    }

    private Map<String, String> tree() throws Exception {
        Map<String, String> tree = new TreeMap<>();
        releases.read("config/").forEach((key, content) -> tree.put(key, content.text()));
        return tree;
    }

    private String refused(Plan plan) {
        return assertThrows(ReleaseRefusedException.class, () -> releases.publish(plan, Consent.NONE, "test"))
                .getMessage();
    }

    @Test
    void aPlanForPeople() throws Exception {
        edit("config/by-hand", "kept");
        publish(release("1.0.0", "a", "1", "b", "x".repeat(80), "c", "old", "d", "same", "e", "edited"));
        edit("config/e", "by another hand");
        String next = "a,2,b," + "x".repeat(80) + ",d,same,e,new,f/password,{{ secret }},g,1\n2";
        Plan plan = releases.plan(release("1.1.0", next.split(",")), Set.of());
        assertEquals(
                List.of(
                        "Release from 1.0.0 to 1.1.0",
                        "~ config/a: \"1\" -> \"2\"",
                        "! config/e was edited by another hand: \"by another hand\"; the release has \"new\"",
                        "+ config/f/password = \"{{ secret }}\"",
                        "+ config/g = \"1…\" (3 bytes, sha256 "
                                + Content.of("1\n2").digest().substring(0, 12) + ")",
                        "- config/c (was \"old\")",
                        "2 unchanged, 1 that no release has"),
                PlanText.of(plan));
    }

    @Test
    void valuesThatLookLikeSecretsAreRefusedAndNeverShown() throws Exception {
        Release release = release("1.0.0", "db/password", "hunter2hunter2", "x", "1");
        Plan plan = releases.plan(release, Set.of());
        String text = String.join("\n", PlanText.of(plan));
        assertFalse(text.contains("hunter2"), text);
        assertEquals(
                "the value of config/db/password (a.yaml:2) looks like a secret, by the rule secret-name; put it into"
                        + " Vault, or if it is none allow config/db/password=secret-name",
                refused(plan));
        assertEquals(Map.of(), tree());
        Plan allowed = releases.plan(release, Set.of(Allowance.of("config/db/password=secret-name")));
        assertFalse(String.join("\n", PlanText.of(allowed)).contains("hunter2"));
        releases.publish(allowed, Consent.NONE, "test");
        assertEquals("hunter2hunter2", tree().get("config/db/password"));
        assertThrows(IllegalArgumentException.class, () -> Allowance.of("config/db/password"));
    }

    @Test
    void theSameAgainIsNothingToDo() throws Exception {
        Release release = release("1.0.0", "a", "1");
        Done first = publish(release);
        assertTrue(releases.plan(release, Set.of()).isDone());
        assertEquals(first, publish(release));
        assertEquals(1, releases.history().size());
    }

    @Test
    void oneVersionIsOneRelease() throws Exception {
        publish(release("1.0.0", "a", "1"));
        publish(release("1.1.0", "a", "2"));
        String message = refused(releases.plan(release("1.1.0", "a", "3"), Set.of()));
        assertTrue(message.startsWith("release 1.1.0 was published with other values on "), message);
        releases.publish(releases.planRollback(Version.of("1.0.0")), Consent.NONE, "test");
        refused(releases.plan(release("1.1.0", "a", "3"), Set.of()));
        publish(release("1.1.0", "a", "2"));
        assertEquals(Map.of("config/a", "2"), tree());
    }

    @Test
    void nothingToPublishIsAMistake() throws Exception {
        assertEquals(
                "release 1.0.0 has no keys; publishing it would delete them all",
                refused(releases.plan(release("1.0.0"), Set.of())));
        String twice = refused(releases.plan(release("1.0.0", "a", "1", "a", "2"), Set.of()));
        assertEquals(
                "key config/a is in a.yaml:2 and in a.yaml:4; remove one",
                twice.lines().findFirst().orElseThrow());
    }

    @Test
    void rollbackToWhatNeverWas() throws Exception {
        publish(release("1.0.0", "a", "1"));
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> releases.planRollback(Version.of("3.0.0")));
        assertEquals(
                "release 3.0.0 was never published in memory, or is not kept any more; there are [1.0.0]",
                refused.getMessage());
    }

    @Test
    void theFirstReleaseTakesOverWhatIsThere() throws Exception {
        edit("config/a", "1");
        edit("config/b", "other");
        Release release = release("1.0.0", "a", "1", "b", "2");
        Plan plan = releases.plan(release, Set.of());
        assertTrue(refused(plan).startsWith("key config/b was edited by another hand"));
        releases.publish(plan, Consent.OVERWRITE, "test");
        assertEquals(Map.of("config/a", "1", "config/b", "2"), tree());
    }

    @Test
    void driftIsRepairedByPublishingAgain() throws Exception {
        Release release = release("1.0.0", "a", "1", "b", "2");
        publish(release);
        edit("config/a", "by hand");
        store.commit(List.of(new Operation.Remove("config/b")));
        assertEquals(
                List.of("key config/a was edited by another hand", "key config/b was deleted by another hand"),
                releases.status().text().subList(1, 3));
        releases.publish(releases.plan(release, Set.of()), Consent.OVERWRITE, "test");
        assertEquals(List.of(), releases.status().drift());
    }

    @Test
    void streamsHaveKeysOfTheirOwn() throws Exception {
        publish(release("1.0.0", "a", "1"));
        Releases other = Samples.releases(store, Settings.of("resource.queue"));
        Plan plan = other.plan(release("0.1.0", "a", "2", "b", "2"), Set.of());
        assertEquals(
                List.of("key config/a belongs to the releases of main; remove it there, or here"), plan.refusals());
        Plan own = other.plan(release("0.1.0", "b", "2"), Set.of());
        assertEquals(List.of(), own.unmanaged());
        other.publish(own, Consent.NONE, "test");
        publish(release("1.1.0", "a", "3"));
        assertEquals(Map.of("config/a", "3", "config/b", "2"), tree());
        assertThrows(IllegalArgumentException.class, () -> Settings.of("../x"));
    }

    @Test
    void aReleaseMovesToAnotherEnvironment() throws Exception {
        publish(release("1.0.0", "a", "1", "services/consul/datacenter", "test"));
        MemoryStore there = new MemoryStore(Clock.systemUTC(), Limits.CONSUL);
        Releases production = Samples.releases(there);
        List<KeyPattern> local = List.of(new KeyPattern("config/services/consul/*"));
        ConfigurationException refused = assertThrows(
                ConfigurationException.class,
                () -> production.planPromotion(releases, "test", Version.of("1.0.0"), local));
        assertEquals(
                "key config/services/consul/datacenter keeps the value of memory, which has none; publish one there"
                        + " first",
                refused.getMessage());
        there.commit(List.of(new Operation.Set("config/services/consul/datacenter", Content.of("production"))));
        Done done = production.publish(
                production.planPromotion(releases, "test", Version.of("1.0.0"), local), Consent.NONE, "test");
        assertEquals(Kind.PROMOTION, done.act().kind());
        assertEquals("test", done.act().origin());
        assertEquals("c0ffee", done.act().commit());
        assertEquals("1", production.read("config/a").get("config/a").text());
        assertEquals(
                "production",
                production
                        .read("config/s")
                        .get("config/services/consul/datacenter")
                        .text());
        assertThrows(
                ConfigurationException.class,
                () -> production.planPromotion(releases, "test", Version.of("2.0.0"), List.of()));
    }

    @Test
    void whatIsNoLongerKeptIsRemoved() throws Exception {
        Settings few = new Settings(
                "config/",
                Settings.of("main").layout(),
                List.of(),
                Limits.CONSUL,
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                2);
        Releases pruned = Samples.releases(store, few);
        for (int i = 1; i <= 9; i++) {
            pruned.publish(pruned.plan(release("1." + i + ".0", "a", "value " + i), Set.of()), Consent.NONE, "test");
        }
        assertEquals(2, pruned.history().size());
        assertEquals(2, store.keys("data/releases/streams/main/content/").size());
        assertThrows(ReleaseRefusedException.class, () -> pruned.planRollback(Version.of("1.1.0")));
        pruned.publish(pruned.planRollback(Version.of("1.8.0")), Consent.NONE, "test");
        assertEquals(Map.of("config/a", "value 8"), tree());
    }

    @Test
    void aDamagedRecordIsNamed() throws Exception {
        publish(release("1.0.0", "a", "1"));
        String manifest = store.keys("data/releases/streams/main/manifests/").stream()
                .filter(key -> key.contains("/keys/"))
                .findFirst()
                .orElseThrow();
        edit(manifest, "nonsense");
        String message =
                assertThrows(DamagedRecordException.class, releases::status).getMessage();
        assertTrue(message.contains("data/releases/streams/main/manifests/1.0.0@"), message);
        edit("data/releases/heads/main/current", "{");
        message = assertThrows(DamagedRecordException.class, releases::status).getMessage();
        assertTrue(message.startsWith("the record data/releases/heads/main/current is damaged"), message);
    }

    @Test
    void somebodyElseHoldsTheLock() throws Exception {
        String session = store.openSession("other", Duration.ofMinutes(5));
        store.commit(List.of(new Operation.Lock("data/releases/lock", Content.of("deploy #6 since noon"), session)));
        Settings hasty = new Settings(
                "config/",
                Settings.of("main").layout(),
                List.of(),
                Limits.CONSUL,
                Duration.ofSeconds(15),
                Duration.ZERO,
                Duration.ZERO,
                2);
        Releases late = Samples.releases(store, hasty);
        Plan plan = late.plan(release("1.0.0", "a", "1"), Set.of());
        String message = assertThrows(LockHeldException.class, () -> late.publish(plan, Consent.NONE, "test"))
                .getMessage();
        assertTrue(message.contains("is held by deploy #6 since noon"), message);
        assertEquals(Map.of(), tree());
    }

    @Test
    void aStoreThatRefusesForGoodIsNotAskedAgain() throws Exception {
        int[] commits = {0};
        KeyValues refusing = new Stepped(store, (step, request) -> {
            if (request.startsWith("commit")) {
                commits[0]++;
                throw new StoreException("permission denied", false, null);
            }
        });
        Releases denied = Samples.releases(refusing);
        Plan plan = denied.plan(release("1.0.0", "a", "1"), Set.of());
        String message = assertThrows(UnfinishedException.class, () -> denied.publish(plan, Consent.NONE, "test"))
                .getMessage();
        assertTrue(message.startsWith("release 1.0.0 may be half written in memory: permission denied"), message);
        assertEquals(2, commits[0], "one for the lock, one to give it back");
    }

    /** Sent twice after a lost answer, any part of an act may arrive once more when the act is over. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatArrivesAfterTheEndIsRefused(boolean published) throws Exception {
        List<List<Operation>> sent = new ArrayList<>();
        Releases writer = Samples.releases(recording(sent, () -> {
            if (!published) {
                edit("config/b", "by hand");
            }
        }));
        Plan plan = writer.plan(release("1.0.0", "a", "1", "b", "2"), Set.of());
        if (published) {
            writer.publish(plan, Consent.NONE, "test");
        } else {
            assertThrows(ReleaseRefusedException.class, () -> writer.publish(plan, Consent.NONE, "test"));
        }
        Map<String, String> end = tree();
        String session = store.openSession("the writer holds on", Duration.ofMinutes(1));
        store.commit(List.of(new Operation.Lock("data/releases/lock", Content.of(""), session)));
        int late = 0;
        for (List<Operation> each : sent) {
            List<Operation> again = each.stream()
                    .map(operation -> operation instanceof Operation.Holds
                            ? new Operation.Holds(operation.key(), session)
                            : operation)
                    .toList();
            if (again.stream().anyMatch(ReleasesTest::matters)) {
                late++;
                assertTrue(store.commit(again) instanceof Outcome.Refused, again::toString);
            }
        }
        assertTrue(late >= 2);
        assertEquals(end, tree());
        assertNull(releases.status().pending());
    }

    private static boolean matters(Operation operation) {
        return operation.key().startsWith("config/") || operation.key().contains("/heads/");
    }

    private KeyValues recording(List<List<Operation>> sent, Runnable onBegin) {
        return (KeyValues) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KeyValues.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        List<?> operations = (List<?>) arguments[0];
                        sent.add(operations.stream().map(Operation.class::cast).toList());
                        if (operations.toString().contains("Put[key=data/releases/heads/main/pending")) {
                            onBegin.run();
                        }
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Test
    void theReadyMarkComesLastAndGoesFirst() throws Exception {
        List<List<Operation>> sent = new ArrayList<>();
        Releases writer = Samples.releases(recording(sent, () -> {}));
        String[] many = new String[200];
        for (int i = 0; i < 100; i++) {
            many[2 * i] = "k" + i;
            many[2 * i + 1] = "v" + i;
        }
        String[] marked = Arrays.copyOf(many, 202);
        System.arraycopy(many, 0, marked, 2, 200);
        marked[0] = "initialized";
        marked[1] = "true";
        writer.publish(writer.plan(release("1.0.0", marked), Set.of()), Consent.NONE, "test");
        List<Operation> last = sent.stream()
                .filter(each -> each.stream().anyMatch(ReleasesTest::pointsAt))
                .findFirst()
                .orElseThrow();
        assertTrue(last.stream().anyMatch(operation -> operation.key().equals("config/initialized")));
        sent.clear();
        writer.publish(writer.plan(release("1.1.0", many[0], "other"), Set.of()), Consent.NONE, "test");
        List<String> written = sent.stream()
                .flatMap(List::stream)
                .map(Operation::key)
                .filter(key -> key.startsWith("config/"))
                .toList();
        assertEquals("config/initialized", written.get(0));
        assertEquals(101, written.size());
        assertEquals(
                List.of("config/k0"),
                store.read("config/").stream().map(Entry::key).toList());
    }

    private static boolean pointsAt(Operation operation) {
        return operation.key().endsWith("/current") && operation instanceof Operation.Put;
    }
}
